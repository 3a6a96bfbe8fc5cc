/** Where the program takes its time from; tests move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const second = 1000;
export const addSeconds = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * second);
export const addMinutes = (date: Date, minutes: number): Date => addSeconds(date, minutes * 60);
export const addHours = (date: Date, hours: number): Date => addMinutes(date, hours * 60);
export const addDays = (date: Date, days: number): Date => addHours(date, days * 24);
/** Whole seconds from `from` until `to`, rounded up, never below 1. */
export const secondsUntil = (from: Date, to: Date): number =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / second));
