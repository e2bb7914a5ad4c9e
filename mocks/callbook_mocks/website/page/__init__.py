"""The website's form as web pages: texts in, texts out; somebody else serves them by HTTP (E1).

Nothing here is for import from outside: ``callbook serve`` shows the pages.
"""

__all__: list[str] = []
