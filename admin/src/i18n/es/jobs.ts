import type * as en from '../en/jobs.ts';

export const jobs: typeof en.jobs = {
  title: 'Tareas',
  empty: 'Todavía no ha corrido ninguna tarea.',
  none: 'Prueba otro nombre o resultado. Un nombre se busca entero.',
  name: 'Tarea',
  outcome: 'Resultado',
  startedAt: 'Empezó',
  took: 'Tardó',
  milliseconds: '%{count} ms',
  attempt: 'Intento',
  detail: 'Detalle',
  process: 'Proceso',
  request: 'Petición',
};

export const deadLetters: typeof en.deadLetters = {
  title: 'Tareas fallidas',
  empty: 'Ninguna tarea ha fallado del todo.',
  none: 'Ninguna tarea fallida se llama así. Un nombre se busca entero.',
  failed: 'Falló el %{at} tras %{tries} intentos',
  retry: {
    open: 'Reintentar…',
    title: 'Intentar %{name} de nuevo',
    text: 'La tarea vuelve a su cola, una vez. No hace nada dos veces.',
    confirm: 'Reintentar',
    done: 'La tarea está de nuevo en su cola.',
  },
  discard: {
    open: 'Descartar…',
    title: 'Descartar %{name}',
    text: 'Lo que la tarea iba a hacer no se hará. Hazlo cuando se hizo de otro modo o ya no haga falta.',
    confirm: 'Descartar',
    done: 'La tarea está descartada.',
  },
};
