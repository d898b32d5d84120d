// Runs of hiperus_invoice that wait for approval, asked of Airflow with the viewer's own permissions.
const airflow = document.documentElement.dataset.airflow;
const DAG = "hiperus_invoice";
const place = document.getElementById("waiting-runs");

function show(details) {
  for (const { task_instance: task, subject } of details) {
    const line = document.createElement("p");
    const link = document.createElement("a");
    const run = encodeURIComponent(task.dag_run_id);
    link.href = `${airflow}/dags/${DAG}/runs/${run}/tasks/${task.task_id}/required_actions`;
    link.dataset.airflowLink = "";
    link.textContent = place.dataset.link;
    line.append(`${place.dataset.one} ${subject} `, link);
    place.append(line);
  }
  place.hidden = details.length === 0;
}

const query = new URLSearchParams({ response_received: "false", limit: "10" });
const answer = await fetch(`${airflow}/api/v2/dags/${DAG}/dagRuns/~/hitlDetails?${query}`, {
  credentials: "same-origin",
}).catch(() => null);
// Who may not see approvals, or while Airflow restarts: then the page says nothing of them.
if (answer?.ok) show((await answer.json()).hitl_details);
