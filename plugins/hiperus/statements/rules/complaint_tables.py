"""The files of a complaint pack, in Polish: each with a sentence that says what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hiperus.statements.rules.complaint_call_rows import Cells, call_rows, stamp_rows
from hiperus.statements.rules.complaint_invoice_rows import invoice_rows, line_rows
from hiperus.statements.rules.complaint_pack import Evidence
from hiperus.statements.rules.complaint_source_rows import (
    hold_rows,
    load_rows,
    quarantine_rows,
    setting_rows,
)
from hiperus.statements.rules.complaint_versions import VERSION_COLUMNS, version_rows


@dataclass(frozen=True, slots=True)
class PackTable:
    """A file of the pack: its name, what it holds, its columns and rows."""

    file: str
    holds: str
    columns: Sequence[str]
    rows: Callable[[Evidence], Iterable[Cells]]


TABLES = (
    PackTable(
        "polaczenia.csv",
        "Każde połączenie tych miesięcy: co o nim zapisano, czyje jest i na jakiej podstawie, "
        "co się z nim stało.",
        (
            "Id", "Początek", "Konto", "Terminal", "Numer dzwoniący", "Numer wybrany", "Kierunek",
            "Rodzaj", "Kraj", "Opis kierunku", "Operator", "Czas", "Udane",
            "Przyczyna zakończenia (Q.850)", "Z pakietu", "Koszt netto", "Stawka",
            "Opłata za zestawienie", "Stan", "Rozstrzygnięcie", "Na fakturach netto", "Faktury",
            "Dlaczego w tym zbiorze", "Jak ustalono, czyje jest", "Wczytanie, które to ustaliło",
            "Wczytanie, które ostatnio potwierdziło dzień", "Poprzednie wersje",
            "Zniknęło z platformy",
        ),
        call_rows,
    ),
    PackTable(
        "wersje.csv",
        "Każda zmiana połączenia po wczytaniu: kiedy, przez które wczytanie, co było i co jest.",
        VERSION_COLUMNS,
        version_rows,
    ),
    PackTable(
        "kwoty-polaczen.csv",
        "Ile każdego połączenia policzyła która pozycja faktury i dlaczego.",
        ("Id połączenia", "Faktura", "Pozycja", "Kwota netto na pozycji", "Koszt rozliczony",
         "Powód"),
        stamp_rows,
    ),
    PackTable(
        "pozycje.csv",
        "Pozycje faktur; przy połączeniach suma ich kwot i różnica.",
        ("Pozycja", "Faktura", "Rodzaj", "Miesiąc usługi", "Konto", "Terminal", "Treść", "Netto",
         "Stawka VAT", "Brutto", "Połączenia", "Suma kwot połączeń", "Różnica",
         "Połączenia usunięte po terminie"),
        line_rows,
    ),
    PackTable(
        "faktury.csv",
        "Faktury tych miesięcy: kwoty, stan i powód, i co z dokumentem zrobiono w LMS.",
        ("Numer", "Miesiąc", "Rodzaj", "Stan", "Powód", "Wystawiona", "Netto", "VAT", "Brutto",
         "Suma pozycji brutto", "Różnica", "Zgoda na brak połączeń", "Proces", "Przebieg",
         "Dokument LMS", "Stan w LMS", "Zmienione pola", "Zmienione pozycje", "Usunięte pozycje",
         "Nasze pozycje w LMS brutto", "Korekty", "Korekty brutto", "E-mail", "KSeF", "Numer KSeF",
         "Odczytano z LMS"),
        invoice_rows,
    ),
    PackTable(
        "wczytania.csv",
        "Każda próba wczytania połączeń tych miesięcy; liczby i sumy są z całej odpowiedzi "
        "platformy, dla wszystkich abonentów razem.",
        ("Wczytanie", "Czego", "Od", "Przed", "Kierunek", "Udane", "Pełne odświeżenie", "Wynik",
         "Pobrane", "Nowe", "Zmienione", "Bez zmian", "W kwarantannie", "Zniknęły", "Wróciły",
         "Czas (s)", "Koszt netto", "Początek", "Koniec", "Proces", "Przebieg", "Próba", "Błąd"),
        load_rows,
    ),
    PackTable(
        "kwarantanna.csv",
        "Rekordy połączeń, których nie dało się zapisać tak, jak przyszły, i powód.",
        ("Id", "Początek", "Numer dzwoniący", "Numer wybrany", "Czas (s)", "Rodzaj", "Koszt netto",
         "Kierunek", "Udane", "Pole", "Powód (po angielsku)", "Stan", "Wczytanie", "Odłożono",
         "Załatwiono"),
        quarantine_rows,
    ),
    PackTable(
        "ustawienia.csv",
        "Ustawienia rozliczeń, które obowiązują dziś; tych z dawnych przebiegów baza nie ma, "
        "są w dzienniku przebiegu, który podaje plik faktury.csv.",
        ("Ustawienie", "Wartość", "Skąd"),
        setting_rows,
    ),
    PackTable(
        "zatrzymania.csv",
        "Otwarte zatrzymania połączeń tego klienta: kto, kiedy i dlaczego.",
        ("Nr", "Zanotowano", "Kto", "Od", "Przed", "Powód", "Odpowiedź do"),
        hold_rows,
    ),
)  # fmt: skip
"""All files of a pack; each is always written, so that none of an earlier pack is left over."""
