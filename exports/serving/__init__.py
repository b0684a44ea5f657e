"""The graph as a small web site on one's own machine: a SPARQL endpoint and pages to read it with."""
