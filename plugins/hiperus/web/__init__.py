"""The Hiperus page in Airflow's UI: reads the LMS database, never writes to it.

The app is served by Airflow's API server under `/hiperus` and shown in a frame of its UI.

Adding a page:

1. Statements in `include/sql/` (`common/` where both databases take the same text), below
   `<room>/page/`; functions that run them in `hiperus/<room>/tables/page.py`.
2. A folder here with a `<tab>/page.py`, whose `router` has a route that takes `view: PageDep`
   (language, formats, viewer, LMS database) and returns `view.render("<name>.html", …)`; texts as
   `view.gettext("…")`.
3. `templates/<name>.html`, extending `base.html`; `_parts.html` has macros for charts and tables.
   No inline styles or scripts: the page's Content-Security-Policy forbids them.
4. A line in `frame/tabs.py` and in `app.py`.
5. Translate the texts in `translations/pl/<name>.po`; `tests/unit/web/test_texts.py` names those
   that are missing or no longer used.

What every page gets: only logged-in users who may read the DAGs reach its code; the database
session is read-only with a time limit; whatever goes wrong with the database becomes a sentence.
"""
