/*
 * A page that the server drew can be read, typed into and pressed before its scripts are there. Links work by
 * themselves; the rest is kept here and told to the page's components once they have taken the page over.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The last button or Enter pressed, or form sent; of several impatient presses one is meant. */
let pressed: (() => void) | null = null;
/** Fields that did not show what was drawn when the page was taken over, and the one that had the focus. */
const touched = new Set<Field>();
let focused: Field | null = null;
/** Whether the server drew the page: parts of it are taken over later than others. */
let isTakingOver = false;

/** Begins to keep what is pressed; call before anything is waited for. */
export function watchEarlyInput(): void {
  document.addEventListener('click', keepClick, true);
  document.addEventListener('keydown', keepEnter, true);
  document.addEventListener('submit', keepSubmit, true);
}

/**
 * Ends it: from here on the page's components hear for themselves.
 * @param isDrawn whether the server drew the page: only then can anything have been done with it
 */
export function endEarlyInput(isDrawn: boolean): void {
  document.removeEventListener('click', keepClick, true);
  document.removeEventListener('keydown', keepEnter, true);
  document.removeEventListener('submit', keepSubmit, true);
  isTakingOver = isDrawn;
  if (!isDrawn) return;
  for (const field of fields().filter(isTouched)) touched.add(field);
  focused = fields().find((field) => field === document.activeElement) ?? null;
}

/** Tells what was focused, typed, chosen and pressed; called for each part of the page that was taken over. */
export function replayEarlyInput(): void {
  if (isTakingOver) noteLateTexts();
  // Who has gone on to elsewhere is not called back.
  if (focused !== document.activeElement) focused = null;
  const texts = new Map<Field, Typed>();
  for (const field of touched) if (isText(field)) texts.set(field, typedIn(field));
  // Before what was typed: a list opens for what is typed into a field that has the focus.
  focused?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  for (const field of touched) {
    const typed = texts.get(field);
    if (field.isConnected && isText(field) && typed) tellTyped(field, typed);
    else if (field.isConnected && isTouched(field)) tell(field);
    // A text in a part that is not taken over yet stays as it was typed, and is told again with that part.
    if (!field.isConnected || !isTouched(field) || !isText(field)) touched.delete(field);
  }
  if (focused && !touched.has(focused)) focused = null;
  const press = pressed;
  pressed = null;
  // After what was typed has been drawn: a button may have waited for it.
  if (press) setTimeout(press);
}

/** What is typed into a part before it is taken over reaches nobody: it is told with that part. */
function noteLateTexts(): void {
  for (const field of fields().filter(isText)) {
    if (!isTouched(field)) continue;
    touched.add(field);
    if (field === document.activeElement) focused = field;
  }
}

const fields = () => [...document.querySelectorAll<Field>('#root :is(input, textarea, select)')];

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

const isBox = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);
const isText = (field: Field): field is HTMLInputElement | HTMLTextAreaElement =>
  !(field instanceof HTMLSelectElement) && !isBox(field);

/** Whether a field shows something else than what was drawn. */
function isTouched(field: Field): boolean {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  if (isText(field)) return field.value !== field.defaultValue;
  const drawn = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
  return field.selectedIndex !== Math.max(drawn, 0);
}

function tell(field: Field): void {
  if (isBox(field)) {
    field.checked = field.defaultChecked;
    field.click();
  } else {
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

interface Typed {
  value: string;
  /** Null where the kind of field has no such thing, as for an address. */
  selection: [number, number | null] | null;
}

function typedIn({ value, selectionStart, selectionEnd }: HTMLInputElement | HTMLTextAreaElement): Typed {
  return { value, selection: selectionStart === null ? null : [selectionStart, selectionEnd] };
}

/**
 * React tells a component only of a value that it did not see itself, and it sees what is set on the element: so the
 * drawn value is set there, and the typed one behind its back. It may have put the drawn one there already, when the
 * component heard of the focus.
 */
function tellTyped(field: HTMLInputElement | HTMLTextAreaElement, { value, selection }: Typed): void {
  const behind = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set;
  field.value = field.defaultValue;
  behind?.call(field, value);
  if (selection) field.setSelectionRange(...selection);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
