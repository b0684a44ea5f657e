"""The resolved layer kept up to date: what each article gives to it, beside the store, and what changes.

``layers.rebuild`` says what the layer is; this room gets to the same lines without reading every article
again. All that it keeps can be deleted: the next build makes it anew.
"""
