/*
 * A page that the server drew can be read, typed into and pressed before its scripts are there. Links work by
 * themselves; the rest is kept here and told to the page's components once they have taken the page over.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The last button or Enter pressed, or form sent; of several impatient presses one is meant. */
let pressed: (() => void) | null = null;

/** Begins to keep what is pressed; call before anything is waited for. */
export function watchEarlyInput(): void {
  document.addEventListener('click', keepClick, true);
  document.addEventListener('keydown', keepEnter, true);
  document.addEventListener('submit', keepSubmit, true);
}

/** Ends it: from here on the page's components hear for themselves. */
export function endEarlyInput(): void {
  document.removeEventListener('click', keepClick, true);
  document.removeEventListener('keydown', keepEnter, true);
  document.removeEventListener('submit', keepSubmit, true);
}

/** Tells what was focused, typed, chosen and pressed. What was told, or is as it was drawn, is left alone. */
export function replayEarlyInput(): void {
  const { activeElement } = document;
  const fields = [...document.querySelectorAll<Field>('#root :is(input, textarea, select)')];
  if (fields.some((field) => field === activeElement)) {
    activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  }
  for (const field of fields) tell(field);
  const press = pressed;
  pressed = null;
  // After what was typed has been drawn: a button may have waited for it.
  if (press) setTimeout(press);
}

function keepClick({ target }: Event): void {
  const button = target instanceof Element ? target.closest('button') : null;
  // One that sends a form is told by the form, and one that opens a popover needs no script.
  if (!button || button.popoverTargetElement || (button.type === 'submit' && button.form)) return;
  pressed = () => button.isConnected && button.click();
}

function keepEnter({ key, target }: KeyboardEvent): void {
  // In a form it sends the form.
  if (key !== 'Enter' || !(target instanceof HTMLInputElement) || target.form) return;
  pressed = () => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
}

function keepSubmit(event: SubmitEvent): void {
  const { target, submitter } = event;
  if (!(target instanceof HTMLFormElement)) return;
  // The browser would send it to this very address, with what was typed in it.
  event.preventDefault();
  pressed = () => target.isConnected && target.requestSubmit(submitter);
}

function tell(field: Field): void {
  if (field instanceof HTMLSelectElement) {
    const drawn = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
    if (field.selectedIndex === Math.max(drawn, 0)) return;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
    if (field.checked === field.defaultChecked) return;
    field.checked = field.defaultChecked;
    field.click();
  } else if (field.value !== field.defaultValue) {
    tellTyped(field);
  }
}

/**
 * React tells a component only of a value that it did not see itself, and it sees what is set on the element: so the
 * drawn value is set there, and the typed one behind its back.
 */
function tellTyped(field: HTMLInputElement | HTMLTextAreaElement): void {
  const { value, selectionStart, selectionEnd } = field;
  const behind = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set;
  field.value = field.defaultValue;
  behind?.call(field, value);
  // Null where the kind of field has no such thing, as for an address.
  if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
