"""A citation and knowledge graph from paper abstracts.

    papers  ->  extractors  ->  linking  ->  library  ->  graph / lookups  ->  show
    Paper       Mention         Entity       SQLite       NetworkX             table, page

>>> import kg
>>> with kg.open("papers.kg") as library:  # doctest: +SKIP
...     library.papers_using("ImageNet").total
57

Light to import: spaCy, networkx, pyvis and rich are loaded only by what needs them.
"""
