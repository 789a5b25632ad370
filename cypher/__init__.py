"""Named Cypher queries, one a file; empty until the engines that run them are there."""
