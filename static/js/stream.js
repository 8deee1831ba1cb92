// Server-sent events that come back by themselves, whatever broke: the connection, the server,
// or a network that went without a word.

const SILENCE = 40_000; // the server is heard every 15 seconds
const AGAIN = 2_000;

export function listen(address, { onEvent, onState }) {
  let source = null;
  let watch = 0;
  let again = 0;

  function heard() {
    clearTimeout(watch);
    watch = setTimeout(connect, SILENCE);
    onState(true);
  }

  function lost() {
    onState(false);
    // a browser gives up for good on an answer that is no stream
    if (source.readyState === EventSource.CLOSED) later();
  }

  function later() {
    clearTimeout(again);
    again = setTimeout(connect, AGAIN);
  }

  function connect() {
    clearTimeout(again);
    source?.close();
    source = new EventSource(address);
    source.addEventListener("open", heard);
    source.addEventListener("beat", heard);
    source.addEventListener("error", lost);
    for (const name of ["screen", "message"]) {
      source.addEventListener(name, (event) => {
        heard();
        onEvent(event.data);
      });
    }
    clearTimeout(watch);
    watch = setTimeout(connect, SILENCE);
  }

  // what still trickles in over a line that is going tells nobody that it is whole
  addEventListener("offline", () => {
    source?.close();
    onState(false);
  });
  addEventListener("online", connect);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
}
