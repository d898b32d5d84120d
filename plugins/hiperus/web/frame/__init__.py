"""The parts all pages share: view, templates, languages, formats, access, caches, errors."""
