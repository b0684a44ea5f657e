"""The words and the rules: vocabulary, shapes, register of platforms, and the checks."""
