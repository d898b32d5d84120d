// Links to Airflow out of its frame, and calls to its REST API with the viewer's own permissions.

// Airflow's frame is sandboxed: it may not lead the window elsewhere. A link in Airflow's own
// document may.
export function openInAirflow(address) {
  if (parent === window) {
    location.assign(address);
    return;
  }
  const link = parent.document.createElement("a");
  link.href = address;
  parent.document.body.append(link);
  link.click();
  link.remove();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-airflow-link]");
  if (!link || parent === window) return;
  event.preventDefault();
  openInAirflow(link.href);
});

// Triggers a DAG; returns {ok, run, url, paused} or {ok: false, status, detail}.
export async function trigger(dagId, conf) {
  const airflow = document.documentElement.dataset.airflow;
  try {
    const answer = await fetch(`${airflow}/api/v2/dags/${dagId}/dagRuns`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ logical_date: null, conf }),
    });
    const body = await answer.json();
    if (!answer.ok) return { ok: false, status: answer.status, detail: detailOf(body) };
    const run = encodeURIComponent(body.dag_run_id);
    const url = `${airflow}/dags/${dagId}/runs/${run}`;
    return { ok: true, run: body.dag_run_id, url, paused: await isPaused(dagId) };
  } catch (error) {
    return { ok: false, status: 0, detail: String(error) };
  }
}

async function isPaused(dagId) {
  const airflow = document.documentElement.dataset.airflow;
  const answer = await fetch(`${airflow}/api/v2/dags/${dagId}`, { credentials: "same-origin" });
  return answer.ok && (await answer.json()).is_paused;
}

function detailOf(body) {
  return typeof body.detail === "string" ? body.detail : JSON.stringify(body.detail ?? "");
}

// Says in the viewer's language what became of a trigger, with a link to the run.
export function announce(place, result) {
  const words = document.getElementById("words").dataset;
  if (!result.ok) {
    place.textContent =
      result.status === 403 ? words.forbidden : `${words.failed} ${result.detail}`;
    return;
  }
  const look = document.createElement("a");
  look.href = result.url;
  look.textContent = words.look;
  look.dataset.airflowLink = "";
  place.replaceChildren(words.started, result.paused ? ` ${words.paused} ` : " ", look);
}

// A form's own fields, with the button that was pressed, become the payload of the run, or its
// parameters: then one that is empty is left out, and one whose name ends with [] is a list.
function confOf(form, button) {
  const conf = JSON.parse(form.dataset.conf);
  const fields = [...new FormData(form, button)];
  if ("parameters" in form.dataset) {
    for (const [name, value] of fields.filter(([, value]) => value !== "")) {
      const plain = name.replace("[]", "");
      conf[plain] = plain === name ? value : [...(conf[plain] ?? []), value];
    }
    return conf;
  }
  if (fields.length) conf.payload = { ...conf.payload, ...Object.fromEntries(fields) };
  return conf;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-trigger]");
  if (!form) return;
  event.preventDefault();
  const conf = confOf(form, event.submitter);
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  const result = await trigger(form.dataset.trigger, conf);
  for (const button of buttons) button.disabled = false;
  announce(form.querySelector('[role="status"]'), result);
});
