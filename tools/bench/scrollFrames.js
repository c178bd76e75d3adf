// Runs in a page of the extension: scrolls what can be scrolled furthest down and up again for the time given and resolves with
// the longest time between two frames.
// eslint-disable-next-line @typescript-eslint/no-unused-expressions -- the expression is what the reader of this file evaluates
({ milliseconds }) => {
  const room = (element) => element.scrollHeight - element.clientHeight;
  const scrollable = [document.scrollingElement, ...document.querySelectorAll('*')].reduce((one, other) =>
    room(other) > room(one) && getComputedStyle(other).overflowY !== 'visible' ? other : one,
  );
  return new Promise((resolve) => {
    const started = performance.now();
    let last = started;
    let longest = 0;
    const frame = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      const share = (now - started) / milliseconds;
      if (share >= 1) return resolve(longest);
      scrollable.scrollTop = room(scrollable) * (1 - Math.abs(1 - 2 * share));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
};
