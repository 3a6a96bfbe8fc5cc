import type { LegalText } from './legal-text.ts';

export const cookiesText: LegalText = {
  en: {
    title: 'Cookies',
    summary:
      'Five small cookies, all needed for what you asked for. None follows you, so there is no banner to close.',
    body: [
      { title: 'What we set' },
      {
        list: [
          'tribi_session – that you are signed in. Set when you sign in, gone when you sign out or after 30 days without use. Scripts cannot read it.',
          'tribi_device – that you have proven your address on this device, so that codes strangers ask for do not get in your way. Opens nothing by itself. 180 days. Scripts cannot read it.',
          'tribi_locale – the language you chose. One year.',
          'tribi_currency – the currency you chose. One year.',
          'tribi_theme – light, dark, or as on your device. One year.',
        ],
      },
      'The last three are set only when you choose something, the language and the currency also when you open the checkout, so that a price you have read stays as it is.',
      { title: 'On your device' },
      'While you buy, the tab remembers the number of eSIMs and whether you ticked the box, so that a reload loses nothing; it forgets both when you close it. This browser remembers the number of your order and a random key, so that a double click or a second tab does not become a second order; it forgets them when the order is paid or over, and when you sign out.',
      'So that you can look at your eSIMs without a connection, this browser keeps your eSIMs with their QR codes, and the shop’s own pages. Your eSIMs are deleted from it when you sign out. Who can unlock your device can see them.',
      { title: 'Stripe' },
      'Where you pay, the form comes from Stripe. It sets cookies of its own there (__stripe_mid for a year, __stripe_sid for half an hour) to tell people from fraud. On other pages nothing of Stripe is loaded.',
      { title: 'What we do not do' },
      'No statistics by third parties, no advertising, no fingerprints, no pixels in mails. You can delete all of these cookies in your browser at any time; you are then signed out, and the shop asks your browser for language and theme again.',
    ],
  },
  es: {
    title: 'Cookies',
    summary:
      'Cinco cookies pequeñas, todas necesarias para lo que has pedido. Ninguna te sigue, así que no hay aviso que cerrar.',
    body: [
      { title: 'Las que ponemos' },
      {
        list: [
          'tribi_session: que has entrado. Se pone al entrar y desaparece al salir o tras 30 días sin uso. Los scripts no pueden leerla.',
          'tribi_device: que has demostrado tu dirección en este dispositivo, para que los códigos que pidan otros no te estorben. No abre nada por sí sola. 180 días. Los scripts no pueden leerla.',
          'tribi_locale: el idioma que elegiste. Un año.',
          'tribi_currency: la moneda que elegiste. Un año.',
          'tribi_theme: claro, oscuro o como en tu dispositivo. Un año.',
        ],
      },
      'Las tres últimas solo se ponen cuando eliges algo; el idioma y la moneda, también al abrir la página de compra, para que el precio que has leído se quede como está.',
      { title: 'En tu dispositivo' },
      'Mientras compras, la pestaña recuerda el número de eSIM y si marcaste la casilla, para que al recargar no se pierda nada; olvida ambas cosas cuando la cierras. Este navegador recuerda el número de tu pedido y una clave al azar, para que un doble clic o una segunda pestaña no se conviertan en un segundo pedido; los olvida cuando el pedido está pagado o terminado, y cuando sales.',
      'Para que puedas ver tus eSIM sin conexión, este navegador guarda tus eSIM con sus códigos QR y las páginas de la propia tienda. Tus eSIM se borran de él cuando sales. Quien pueda desbloquear tu dispositivo puede verlas.',
      { title: 'Stripe' },
      'Donde pagas, el formulario viene de Stripe. Ahí pone cookies propias (__stripe_mid durante un año, __stripe_sid durante media hora) para distinguir a las personas del fraude. En las demás páginas no se carga nada de Stripe.',
      { title: 'Lo que no hacemos' },
      'Ni estadísticas de terceros, ni publicidad, ni huellas del navegador, ni píxeles en los correos. Puedes borrar todas estas cookies en tu navegador cuando quieras; sales entonces de tu cuenta, y la tienda vuelve a preguntar a tu navegador el idioma y el tema.',
    ],
  },
};
