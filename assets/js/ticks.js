// The list of actions: ticks all lines of the page at once, and says how many are ticked. Without it each is ticked by hand.
const form = document.getElementById('many')

if (form) {
  const all = document.getElementById('tick-all')
  const words = document.getElementById('ticked')
  const ticks = [...form.querySelectorAll('input[name="action"]')]

  function count() {
    const ticked = ticks.filter((tick) => tick.checked).length
    if (all) {
      all.checked = ticked === ticks.length
      all.indeterminate = ticked > 0 && ticked < ticks.length
    }
    words.textContent = ticked ? `${ticked} ticked` : 'None ticked'
  }

  all?.addEventListener('change', () => {
    for (const tick of ticks) tick.checked = all.checked
    count()
  })
  form.addEventListener('change', count)
  window.addEventListener('pageshow', count)
  count()
}
