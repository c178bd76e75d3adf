// Runs in a page of the extension: scrolls what can be scrolled furthest down and up again for the time given, all of it or with
// `speed` pixels a second, and resolves with times in milliseconds: the longest between two frames, the longest that a frame kept
// the thread busy, the longest for which something in sight was not built, and how long that took after the end.
// eslint-disable-next-line @typescript-eslint/no-unused-expressions -- the expression is what the reader of this file evaluates
({ milliseconds, speed }) => {
  const room = (element) => element.scrollHeight - element.clientHeight;
  const scrollable = [document.scrollingElement, ...document.querySelectorAll('*')].reduce((one, other) =>
    room(other) > room(one) && getComputedStyle(other).overflowY !== 'visible' ? other : one,
  );
  const distance = () => (speed === undefined ? room(scrollable) : (speed * milliseconds) / 2000);
  const isMissing = () =>
    [0.2, 0.5, 0.8].some((part) =>
      document.elementFromPoint(innerWidth - 80, innerHeight * part)?.matches('.chunk:empty, .batch:empty'),
    );
  return new Promise((resolve) => {
    const started = performance.now();
    let last = started;
    let missingSince = started;
    const result = { longestFrame: 0, longestWork: 0, longestMissing: 0, untilBuilt: 0 };
    // a message sent in a frame arrives when all of the frame's work is done
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      const now = performance.now();
      result.longestWork = Math.max(result.longestWork, now - data);
      if (!isMissing()) missingSince = now;
      result.longestMissing = Math.max(result.longestMissing, now - missingSince);
    };
    const end = (now) => {
      if (isMissing()) return requestAnimationFrame(end);
      result.untilBuilt = now - started - milliseconds;
      resolve(result);
    };
    const frame = (now) => {
      port2.postMessage(performance.now());
      result.longestFrame = Math.max(result.longestFrame, now - last);
      last = now;
      const share = (now - started) / milliseconds;
      if (share >= 1) return end(now);
      scrollable.scrollTop = distance() * (1 - Math.abs(1 - 2 * share));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
};
