"""The sample that ships with citegraph: 72 well-known papers with freshly written abstracts."""
