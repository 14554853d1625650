// Fills in the live tail. The server sends every event; this keeps the newest 500 of them. While it is paused,
// nothing is sent: going on asks for what came behind the last event.
const live = document.querySelector(".live");
if (live) {
  const most = 500;
  const list = live.querySelector("ol");
  const state = live.querySelector(".state");
  const pause = live.querySelector(".pause");
  let source;
  let last = "";
  let count = 0;
  live.hidden = false;

  const element = (name, text, of) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (of) made.className = of;
    return made;
  };

  const add = (row) => {
    list.prepend(row);
    if (list.children.length > most) list.lastChild.remove();
  };

  const show = (event) => {
    const row = element("li", "", event.refusal ? "refused" : "");
    const at = element("time", event.at.slice(11, 23));
    at.dateTime = event.at;
    row.append(at, element("span", event.step ?? "–", "number"));
    if (event.flow) {
      const flow = element("a", event.flow.slice(0, 8));
      flow.href = "/support/flows/" + event.flow;
      row.append(flow);
    } else {
      row.append(element("span", "–"));
    }
    row.append(element("bdi", event.client_id ?? "", "client"));
    const said = element("span", "", "said");
    if (event.refusal) said.append(element("span", event.refusal, "chip refused"), " ");
    said.append(element("bdi", event.text));
    row.append(said);
    add(row);
  };

  const say = () => {
    state.textContent = count === 1 ? "Live, one event so far" : `Live, ${count} events so far`;
  };

  const open = () => {
    const since = last ? "&since=" + encodeURIComponent(last) : "";
    source = new EventSource(live.dataset.source + since);
    const keep = (event) => { last = event.lastEventId || last; };
    source.addEventListener("begin", (event) => { keep(event); say(); });
    source.addEventListener("message", (event) => {
      keep(event);
      count++;
      show(JSON.parse(event.data));
      say();
    });
    source.addEventListener("missed", (event) => {
      keep(event);
      const records = JSON.parse(event.data).records;
      add(element("li", `${records} records went by while this page was behind, and are not shown.`, "missed"));
    });
    source.addEventListener("over", (event) => {
      source.close();
      state.textContent = `Over: ${JSON.parse(event.data).why}. Load the page again to sign in.`;
      pause.hidden = true;
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        state.textContent = "Not let in: too many tails, or signed out. Load the page again.";
        pause.hidden = true;
      } else {
        state.textContent = "Connecting again …";
      }
    });
  };

  pause.addEventListener("click", () => {
    if (source) {
      source.close();
      source = undefined;
      pause.textContent = "Go on";
      state.textContent = `Paused after ${count} events`;
    } else {
      pause.textContent = "Pause";
      state.textContent = "Connecting …";
      open();
    }
  });
  open();
}
