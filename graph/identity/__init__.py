"""Who is who across documents: names compared, evidence weighed, the user's decisions kept.

``names`` compares names, ``evidence`` scores pairs, ``decisions`` holds what the user has said,
``clusters`` joins under those decisions, ``proposals`` finds what a person should look at.
"""
