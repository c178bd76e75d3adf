// Runs in the workbench's page, where nothing lies between the click and what is seen: opens the node with the label and
// resolves with the milliseconds to its first row and to the first that knows of as many siblings as there are to be.
// eslint-disable-next-line @typescript-eslint/no-unused-expressions -- the expression is what the reader of this file evaluates
({ label, count }) => {
  const node = [...document.querySelectorAll('.sidebar .monaco-list-row')].find(
    (row) => row.querySelector('.label-name')?.textContent === label,
  );
  const level = Number(node.getAttribute('aria-level')) + 1;
  const started = performance.now();
  let first;
  return new Promise((resolve) => {
    const look = () => {
      const rows = [...document.querySelectorAll(`.sidebar .monaco-list-row[aria-level="${level}"]`)];
      const now = performance.now() - started;
      if (rows.length > 0) first ??= now;
      if (rows.some((row) => Number(row.getAttribute('aria-setsize')) >= count)) resolve({ first, whole: now });
      else requestAnimationFrame(look);
    };
    node.querySelector('.monaco-tl-twistie').click();
    look();
  });
};
