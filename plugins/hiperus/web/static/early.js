// Runs before anything is drawn: theme and language as in Airflow, which keeps both in localStorage.
"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const page = document.documentElement;

  function read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off
    }
  }

  function followTheme() {
    const chosen = read("theme");
    const theme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
    if (page.dataset.theme === theme) return;
    page.dataset.theme = theme;
    dispatchEvent(new Event("hiperus-theme"));
  }

  // The page's own switch holds until Airflow's language is changed.
  function wantedLanguage() {
    const airflow = read("i18nextLng");
    const own = JSON.parse(read("hiperus-language") || "null");
    if (own && own.airflow === airflow) return own.chosen;
    return airflow && (airflow.startsWith("pl") ? "pl" : "en");
  }

  function followLanguage() {
    const chosen = new URLSearchParams(location.search).get("language");
    if (chosen) {
      const own = { chosen, airflow: read("i18nextLng") };
      try {
        localStorage.setItem("hiperus-language", JSON.stringify(own));
      } catch {
        // then the cookie alone remembers
      }
      const clean = new URL(location.href);
      clean.searchParams.delete("language");
      history.replaceState(null, "", clean);
      return;
    }
    const wanted = wantedLanguage();
    if (!wanted || wanted === page.lang) return;
    const cookie = `hiperus_language=${wanted}`;
    document.cookie = `${cookie}; path=${page.dataset.root || "/"}; samesite=strict`;
    if (document.cookie.includes(cookie)) location.reload();
  }

  followTheme();
  followLanguage();
  dark.addEventListener("change", followTheme);
  addEventListener("storage", (event) => {
    if (event.key === "theme") followTheme();
    if (event.key === "i18nextLng") followLanguage();
  });
})();
