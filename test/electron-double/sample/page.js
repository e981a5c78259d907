const { sample } = window;

/**
 * @param {string} id
 * @param {unknown} text
 */
function show(id, text) {
  const place = document.querySelector(`[data-testid=${id}]`);
  if (place) place.textContent = String(text);
}

sample.on('tick', (n) => show('ticks', n));
sample.on('theme', (isDark) => show('theme', isDark ? 'dark' : 'light'));
document.querySelector('#tick')?.addEventListener('click', () => sample.ask('tick', 7));
