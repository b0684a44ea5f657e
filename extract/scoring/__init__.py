"""Attribution against hand-made gold, in the views that the field reports."""
