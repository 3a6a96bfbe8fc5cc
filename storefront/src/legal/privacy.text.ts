import type { LegalText } from './legal-text.ts';

export const privacyText: LegalText = {
  en: {
    title: 'Privacy',
    summary: 'What we know about you, why, for how long, and who else gets to see it.',
    body: [
      'We keep what we need to sell you an eSIM and to answer for it afterwards. We do not track you, show no advertising, and sell your data to nobody. You can look at every page of the catalogue without telling us who you are.',
      { title: 'What we keep' },
      {
        list: [
          'Your account: email address, your name if you give it, language and currency, when you joined and last signed in.',
          'Addresses you had before: which, when and from which IP address you changed them, so that a change can be taken back and explained.',
          'Which mails you want and which you do not, since when and how you told us.',
          'Your orders: what you bought, what it cost, when, what you agreed to, and what became of it.',
          'Your requests for a refund: your own words, and our answer.',
          'Your payments: amount, state and the payment service’s reference. Card numbers go straight to the payment service; we never see them.',
          'Your eSIMs: their number (ICCID) and installation code, so that you can install them and we can help.',
          'The names you give to your eSIMs, and those of companions you hand one to, with when their link was made and opened.',
          'Your sessions: IP address and the name of your browser, so that you can recognise and end them.',
          'Codes we mail you, to sign in or to confirm a step such as another address: a scrambled form of the code and the IP address that asked for it, against guessing.',
          'That a mail was sent to you, to which address, about which order, and when; not what it said.',
          'The server’s log: time, address and IP address of requests, to find faults and attacks.',
        ],
      },
      { title: 'For how long' },
      {
        list: [
          'Sessions of customers end after 30 days without use. What we know of them goes 30 days after that.',
          'Codes go 14 days after they have expired; they work for 10 minutes.',
          'Links for companions, with the companions’ names, go 90 days after they are over.',
          'Your name, the addresses you had before, which mails you want, what you wrote when you asked for a refund, and the names of your eSIMs stay until you change them or delete the account.',
          'Messages of the payment service go 90 days after they were worked on; that they came is kept.',
          'Orders, payments, our books and eSIMs are kept, without your name and address once you have deleted the account: tax and consumer law want them for years.',
        ],
      },
      { title: 'Who else gets it' },
      {
        list: [
          'Stripe handles payments. It gets the amount, your email address for the receipt, and what you type into its payment form.',
          'The supplier of your eSIM gets your email address, our order’s reference, and which plan you bought.',
          'The network abroad knows what every mobile network knows of a phone that uses it: where it is and how much data it used. It does not learn your name from us.',
          'Our mail service delivers our mails.',
        ],
      },
      'Each of them only gets what its part needs. Authorities get data only where the law obliges us.',
      { title: 'Why we may' },
      'We use your data to fulfil your order and to keep your account (a contract), to keep books (a legal duty), and to protect the shop from fraud and attacks (a legitimate interest). Nothing is decided about you by a machine alone that you could not have a person look at: write to us.',
      { title: 'Your rights' },
      'You may see, correct, take with you and delete what we have of you, and object to its use. On the page Privacy of your account you download it as a file and delete the account, both by yourself. For everything else write to {{supportEmail}}; we answer within a month. What tax law makes us keep we cannot delete earlier. You may also complain to the data protection authority of your country.',
    ],
  },
  es: {
    title: 'Privacidad',
    summary: 'Qué sabemos de ti, para qué, durante cuánto tiempo y quién más lo ve.',
    body: [
      'Guardamos lo que necesitamos para venderte una eSIM y responder de ella después. No te rastreamos, no mostramos publicidad y no vendemos tus datos a nadie. Puedes ver todo el catálogo sin decirnos quién eres.',
      { title: 'Qué guardamos' },
      {
        list: [
          'Tu cuenta: dirección de correo, tu nombre si lo das, idioma y moneda, cuándo te registraste y cuándo entraste por última vez.',
          'Las direcciones que tenías antes: cuáles, cuándo y desde qué dirección IP las cambiaste, para que un cambio se pueda deshacer y explicar.',
          'Qué correos quieres y cuáles no, desde cuándo y cómo nos lo dijiste.',
          'Tus pedidos: qué compraste, cuánto costó, cuándo, qué aceptaste y qué fue de ello.',
          'Tus solicitudes de reembolso: tus propias palabras y nuestra respuesta.',
          'Tus pagos: importe, estado y la referencia del servicio de pago. Los números de tarjeta van directos al servicio de pago; nosotros nunca los vemos.',
          'Tus eSIM: su número (ICCID) y su código de instalación, para que puedas instalarlas y podamos ayudarte.',
          'Los nombres que pones a tus eSIM y los de quienes reciben una de ti, con cuándo se hizo y se abrió su enlace.',
          'Tus sesiones: dirección IP y nombre del navegador, para que puedas reconocerlas y cerrarlas.',
          'Los códigos que te enviamos, para entrar o para confirmar un paso como cambiar de dirección: el código cifrado y la dirección IP que lo pidió, contra quien quiera adivinarlo.',
          'Que se te envió un correo, a qué dirección, sobre qué pedido y cuándo; no lo que decía.',
          'El registro del servidor: hora, dirección y dirección IP de las peticiones, para encontrar fallos y ataques.',
        ],
      },
      { title: 'Durante cuánto tiempo' },
      {
        list: [
          'Las sesiones de clientes terminan tras 30 días sin uso. Lo que sabemos de ellas se borra 30 días después.',
          'Los códigos se borran 14 días después de caducar; valen 10 minutos.',
          'Los enlaces para quienes te acompañan, con sus nombres, se borran 90 días después de terminar.',
          'Tu nombre, las direcciones que tenías antes, qué correos quieres, lo que escribiste al pedir un reembolso y los nombres de tus eSIM se conservan hasta que los cambies o elimines la cuenta.',
          'Los mensajes del servicio de pago se borran 90 días después de tratarlos; queda constancia de que llegaron.',
          'Los pedidos, los pagos, nuestra contabilidad y las eSIM se conservan, sin tu nombre ni tu dirección cuando has eliminado la cuenta: la ley fiscal y la de consumo los exigen durante años.',
        ],
      },
      { title: 'Quién más los recibe' },
      {
        list: [
          'Stripe se ocupa de los pagos. Recibe el importe, tu correo para el recibo y lo que escribes en su formulario de pago.',
          'El proveedor de tu eSIM recibe tu correo, la referencia de nuestro pedido y qué plan compraste.',
          'La red del extranjero sabe lo que sabe cualquier red del móvil que la usa: dónde está y cuántos datos ha gastado. Por nosotros no conoce tu nombre.',
          'Nuestro servicio de correo entrega nuestros mensajes.',
        ],
      },
      'Cada uno recibe solo lo que su parte necesita. Las autoridades reciben datos solo si la ley nos obliga.',
      { title: 'Por qué podemos' },
      'Usamos tus datos para cumplir tu pedido y mantener tu cuenta (un contrato), para llevar la contabilidad (un deber legal) y para proteger la tienda de fraudes y ataques (un interés legítimo). Ninguna decisión sobre ti la toma solo una máquina sin que pueda revisarla una persona: escríbenos.',
      { title: 'Tus derechos' },
      'Puedes ver, corregir, llevarte y borrar lo que tenemos de ti, y oponerte a su uso. En la página Privacidad de tu cuenta lo descargas en un archivo y eliminas la cuenta, sin pedírselo a nadie. Para lo demás escribe a {{supportEmail}}; respondemos en un mes. Lo que la ley fiscal nos obliga a guardar no podemos borrarlo antes. También puedes reclamar ante la autoridad de protección de datos de tu país.',
    ],
  },
};
