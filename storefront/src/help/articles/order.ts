import type { Article } from '../article.ts';

export const orderArticles: readonly Article[] = [
  {
    slug: 'not-delivered',
    group: 'order',
    text: {
      en: {
        title: 'I paid, and the eSIM is not there',
        summary:
          'It usually comes within a minute, on the order’s page and by mail. When it takes longer, a person looks at it, and what we cannot deliver is paid back.',
        words: 'paid not delivered waiting missing mail spam order pending where is',
        body: [
          {
            steps: [
              'Open your account: the order’s page shows what is happening and moves on by itself.',
              'Look for the mail in the spam folder. The order’s page has the same QR code.',
              'Look at our status page if it takes more than ten minutes.',
            ],
          },
          'Do not pay again. If an order cannot be delivered, we give the money back the way it came.',
        ],
        next: { text: 'See how the shop does right now.', label: 'Status', to: '/status' },
      },
      es: {
        title: 'He pagado y la eSIM no está',
        summary:
          'Suele llegar en un minuto, a la página del pedido y por correo. Si tarda más, lo mira una persona, y lo que no podamos entregar se devuelve.',
        words: 'pagado no entregado esperando falta correo spam pedido pendiente dónde está',
        body: [
          {
            steps: [
              'Abre tu cuenta: la página del pedido muestra qué está pasando y se actualiza sola.',
              'Busca el correo en la carpeta de spam. La página del pedido tiene el mismo código QR.',
              'Mira nuestra página de estado si tarda más de diez minutos.',
            ],
          },
          'No pagues otra vez. Si un pedido no se puede entregar, devolvemos el dinero por donde vino.',
        ],
        next: { text: 'Mira cómo está la tienda ahora.', label: 'Estado', to: '/status' },
      },
    },
  },
  {
    slug: 'payment-declined',
    group: 'order',
    text: {
      en: {
        title: 'My payment was declined',
        summary:
          'The bank said no, and nothing was charged. Your order waits for a while: try again there, or pay with another card.',
        words: 'declined card refused payment failed bank 3d secure insufficient funds',
        body: [
          {
            list: [
              'Check number, expiry date and security code.',
              'Many banks ask you to confirm in their app. Keep it at hand, and confirm before the time is over.',
              'Some cards are closed for payments abroad or online. Your bank can open them.',
              'A line on the statement that says “pending” after a declined payment goes away by itself within a few days.',
            ],
          },
          'You can try again in the same order, so that nothing is paid twice. An order that stays unpaid closes by itself.',
        ],
        next: { text: 'Your open order is in your account.', label: 'See your orders', to: '/account' },
      },
      es: {
        title: 'Me han rechazado el pago',
        summary:
          'El banco ha dicho que no, y no se ha cobrado nada. Tu pedido espera un rato: inténtalo ahí otra vez o paga con otra tarjeta.',
        words: 'rechazado tarjeta pago fallido banco 3d secure fondos insuficientes',
        body: [
          {
            list: [
              'Comprueba el número, la fecha de caducidad y el código de seguridad.',
              'Muchos bancos piden confirmar en su aplicación. Tenla a mano y confirma antes de que acabe el tiempo.',
              'Algunas tarjetas están cerradas para pagos en el extranjero o por internet. Tu banco puede abrirlas.',
              'Un movimiento «pendiente» en el extracto tras un pago rechazado desaparece solo en unos días.',
            ],
          },
          'Puedes intentarlo otra vez en el mismo pedido, así no se paga nada dos veces. Un pedido sin pagar se cierra solo.',
        ],
        next: { text: 'Tu pedido abierto está en tu cuenta.', label: 'Ver tus pedidos', to: '/account' },
      },
    },
  },
  {
    slug: 'receipt',
    group: 'order',
    text: {
      en: {
        title: 'I need a receipt',
        summary:
          'The mail with your eSIM says what you bought and what you paid, and so does the order’s page, which you can print.',
        words: 'receipt invoice bill tax company expenses vat print',
        body: [
          {
            steps: [
              'Open your account and choose the order.',
              'Print the page, or save it as a PDF from the browser’s print window.',
            ],
          },
          'If you need an invoice with your company’s name and tax number, write to us with the order number and those details.',
        ],
        next: { text: 'All your orders are in one list.', label: 'See your orders', to: '/account' },
      },
      es: {
        title: 'Necesito un recibo',
        summary:
          'El correo con tu eSIM dice qué compraste y qué pagaste, y también la página del pedido, que puedes imprimir.',
        words: 'recibo factura comprobante empresa gastos iva imprimir',
        body: [
          {
            steps: [
              'Abre tu cuenta y elige el pedido.',
              'Imprime la página o guárdala como PDF desde la ventana de impresión del navegador.',
            ],
          },
          'Si necesitas una factura con el nombre y el número fiscal de tu empresa, escríbenos con el número de pedido y esos datos.',
        ],
        next: { text: 'Todos tus pedidos están en una lista.', label: 'Ver tus pedidos', to: '/account' },
      },
    },
  },
  {
    slug: 'refund',
    group: 'order',
    text: {
      en: {
        title: 'I want my money back',
        summary:
          'An eSIM that was delivered and not installed or used is refunded within {{refundDays}} days. What we could not deliver is refunded in any case.',
        words: 'refund money back cancel return withdrawal unused wrong plan',
        body: [
          {
            list: [
              'Not delivered: we give the money back by ourselves. There is nothing to do.',
              'Delivered, not installed and not used: ask on the page of your order within {{refundDays}} days of the delivery, and see there where it stands. The eSIM then stops working.',
              'Installed, and it never worked where it should: write to us while you are there, with the order number and what you see. We look into it with the supplier.',
              'Partly used: the used part is not refunded.',
            ],
          },
          'The money goes back to the card you paid with. Banks usually show it within 5 to 10 business days.',
        ],
        next: { text: 'The whole policy stands in our terms.', label: 'Read the terms', to: '/terms' },
      },
      es: {
        title: 'Quiero que me devuelvan el dinero',
        summary:
          'Una eSIM entregada que no se ha instalado ni usado se reembolsa dentro de {{refundDays}} días. Lo que no hayamos podido entregar se reembolsa siempre.',
        words: 'reembolso devolución dinero cancelar desistimiento sin usar plan equivocado',
        body: [
          {
            list: [
              'No entregada: devolvemos el dinero por nuestra cuenta. No tienes que hacer nada.',
              'Entregada, sin instalar y sin usar: pídelo en la página de tu pedido dentro de los {{refundDays}} días tras la entrega, y mira allí cómo va. La eSIM deja entonces de funcionar.',
              'Instalada, y nunca ha funcionado donde debía: escríbenos mientras estás allí, con el número de pedido y lo que ves. Lo estudiamos con el proveedor.',
              'Usada en parte: la parte usada no se reembolsa.',
            ],
          },
          'El dinero vuelve a la tarjeta con la que pagaste. Los bancos suelen mostrarlo en 5 a 10 días hábiles.',
        ],
        next: {
          text: 'La política completa está en nuestras condiciones.',
          label: 'Leer las condiciones',
          to: '/terms',
        },
      },
    },
  },
  {
    slug: 'sign-in-code',
    group: 'order',
    text: {
      en: {
        title: 'The sign-in code does not come',
        summary:
          'It comes within a minute and works for ten. Look in the spam folder, check the address, then ask for a new one.',
        words: 'sign in code login email not arriving spam password',
        body: [
          'There are no passwords here: we mail you a code each time you sign in on a new device.',
          {
            steps: [
              'Check the address for typing mistakes, and use the one you bought with.',
              'Look in the spam folder, and for filters of your company’s mail.',
              'Wait a minute, then ask for a new code. Only the newest one works.',
            ],
          },
        ],
        next: { text: 'Mails late for everybody? Our status page says so.', label: 'Status', to: '/status' },
      },
      es: {
        title: 'No me llega el código para entrar',
        summary:
          'Llega en un minuto y es válido diez minutos. Mira en la carpeta de spam, comprueba la dirección y pide otro.',
        words: 'entrar código sesión correo no llega spam contraseña',
        body: [
          'Aquí no hay contraseñas: te enviamos un código cada vez que entras en un dispositivo nuevo.',
          {
            steps: [
              'Comprueba que la dirección está bien escrita y usa la misma con la que compraste.',
              'Mira en la carpeta de spam y en los filtros del correo de tu empresa.',
              'Espera un minuto y pide otro código. Solo vale el más nuevo.',
            ],
          },
        ],
        next: {
          text: '¿Los correos tardan para todos? Lo dice nuestra página de estado.',
          label: 'Estado',
          to: '/status',
        },
      },
    },
  },
  {
    slug: 'change-email',
    group: 'order',
    text: {
      en: {
        title: 'I want to change my email',
        summary:
          'Your address is your key to the account. Change it in your account while you can still read mail at the old one.',
        words: 'change email address account typo wrong address',
        body: [
          {
            steps: [
              'Sign in with the address you have now and open your account.',
              'Change the address there. A code is mailed to the new one, so that nobody takes over an account by a typing mistake.',
            ],
          },
          'Did you buy with a mistyped address, or can you no longer read mail at the old one? Write to us with the order number and the last four digits of the card.',
        ],
        next: { text: 'Your details are in your account.', label: 'Open your account', to: '/account' },
      },
      es: {
        title: 'Quiero cambiar mi correo',
        summary:
          'Tu dirección es la llave de la cuenta. Cámbiala en tu cuenta mientras puedas leer el correo en la antigua.',
        words: 'cambiar correo dirección cuenta error dirección equivocada',
        body: [
          {
            steps: [
              'Entra con la dirección que tienes ahora y abre tu cuenta.',
              'Cambia ahí la dirección. Enviamos un código a la nueva, para que nadie se quede con una cuenta por un error al escribir.',
            ],
          },
          '¿Compraste con una dirección mal escrita o ya no puedes leer el correo en la antigua? Escríbenos con el número de pedido y las cuatro últimas cifras de la tarjeta.',
        ],
        next: { text: 'Tus datos están en tu cuenta.', label: 'Abrir tu cuenta', to: '/account' },
      },
    },
  },
];
