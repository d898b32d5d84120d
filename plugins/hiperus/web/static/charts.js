// Draws the figures that the server made, in the theme's colours.
const page = document.documentElement;
const style = (name) => getComputedStyle(page).getPropertyValue(name).trim();
const colour = (role) => style(`--chart-${role}`) || role;
const polish = page.lang === "pl";

function trace(given) {
  const { color, dash, ...rest } = given;
  if (given.type === "bar") return { ...rest, marker: { color: colour(color) } };
  return { ...rest, line: { color: colour(color), dash, width: 2 } };
}

function axis(given) {
  return {
    automargin: true,
    gridcolor: style("--line"),
    zerolinecolor: style("--line"),
    fixedrange: true,
    ...given,
  };
}

function layout(given) {
  const { xaxis, yaxis, ...rest } = given;
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: style("--text"), family: style("--font"), size: 12 },
    margin: { l: 48, r: 16, t: 8, b: 40 },
    legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 }, // two rows must grow upwards
    hovermode: "x unified",
    hoverlabel: { bgcolor: style("--panel"), font: { color: style("--text") } },
    separators: polish ? ",\u00a0" : ".,",
    bargap: 0.2,
    ...rest,
    xaxis: axis(xaxis),
    yaxis: axis(yaxis),
  };
}

function draw() {
  for (const place of document.querySelectorAll("[data-figure]")) {
    const figure = JSON.parse(place.dataset.figure);
    Plotly.react(place, figure.traces.map(trace), layout(figure.layout), {
      displayModeBar: false,
      responsive: true,
      locale: page.lang,
    });
  }
}

if (polish) {
  const names = (length, width, unit) =>
    Array.from({ length }, (_, i) =>
      new Intl.DateTimeFormat("pl", { [unit]: width, timeZone: "UTC" }).format(
        unit === "month" ? Date.UTC(2026, i, 1) : Date.UTC(2026, 1, 1 + i),
      ),
    );
  Plotly.register({
    moduleType: "locale",
    name: "pl",
    dictionary: {},
    format: {
      days: names(7, "long", "weekday"),
      shortDays: names(7, "short", "weekday"),
      months: names(12, "long", "month"),
      shortMonths: names(12, "short", "month"),
      date: "%d.%m.%Y",
    },
  });
}
draw();
addEventListener("hiperus-theme", draw);
