import type { LegalText } from './legal-text.ts';

export const termsText: LegalText = {
  en: {
    title: 'Terms',
    summary: 'What you buy, what it costs, when you get your money back, and what each of us answers for.',
    body: [
      { title: 'What you buy' },
      'A plan gives a phone mobile data in the places named on its page, for the days and the amount named there. It comes as an eSIM: a profile that the phone downloads with a QR code or a link. Most plans have no telephone number. Networks are run by local operators, not by us.',
      { title: 'Your order' },
      {
        list: [
          'The price you see before you pay is the whole price, in the currency shown. Your bank may add fees of its own.',
          'The contract is made when you have paid. An order that is not paid closes by itself, and nothing is charged.',
          'If a plan sells out or its price changes while you are buying, we say so before you pay.',
          'We deliver to the order’s page and by mail, usually within a minute.',
          'If we cannot deliver, we give you back what you paid for what is missing, the way it came.',
        ],
      },
      { title: 'Before you buy' },
      'Your phone must have an eSIM and must not be locked to an operator. You can check it on each plan’s page; please do so before you order.',
      { title: 'Delivery at once, and the right of withdrawal' },
      'In many countries buyers may withdraw from a purchase on the internet within 14 days. An eSIM is delivered at once. By ordering an eSIM you ask us to begin before those days are over, and you know that this right ends when it is installed. How to ask for your money, and what we give back after that moment, stands below.',
      { title: 'Refunds' },
      {
        list: [
          'Not delivered: refunded by ourselves, without a word from you.',
          'Delivered, not installed and not used: refunded if you ask within {{refundDays}} days of the delivery. Once you have seen its code, a person checks that it was not used. The eSIM is taken back and stops working.',
          'Installed, but it never worked where it should: tell us while you are there. If neither we nor the supplier can mend it, we refund it.',
          'Used, in whole or in part: not refunded.',
          'Paid twice, or after the order was closed: the money goes back by itself.',
        ],
      },
      'Ask on the page of your order, or by mail to {{supportEmail}} with your order number. The money goes back to the card you paid with; banks usually show it within 5 to 10 business days. Rights that the law gives you when something is faulty are not touched by this.',
      { title: 'Using it' },
      {
        list: [
          'An eSIM can be installed once and usually not moved to another phone. Do not delete it before your trip is over.',
          'Whoever has the code can install the eSIM. Keep it to yourself and the traveller.',
          'Some plans slow down after a daily amount, and some do not allow sharing by hotspot. Their pages say so.',
          'Unlawful use, resale without our consent, and attacks on the shop or the networks are not allowed.',
        ],
      },
      { title: 'What we answer for' },
      'We answer for what we sell, as the law says. We do not answer for a network’s speed at a given place and hour, for a phone that does not fit, or for costs on your own line. Nothing here limits what the law does not let us limit.',
      { title: 'If we disagree' },
      'Write to us first: a person reads it. If that does not help, you may go to the consumer body or the court of the country where you live.',
    ],
  },
  es: {
    title: 'Condiciones',
    summary: 'Qué compras, cuánto cuesta, cuándo se te devuelve el dinero y de qué responde cada parte.',
    body: [
      { title: 'Qué compras' },
      'Un plan da a un móvil datos móviles en los lugares que indica su página, durante los días y con la cantidad que se indican ahí. Llega como eSIM: un perfil que el móvil descarga con un código QR o un enlace. La mayoría de los planes no lleva número de teléfono. Las redes son de operadores locales, no nuestras.',
      { title: 'Tu pedido' },
      {
        list: [
          'El precio que ves antes de pagar es el precio total, en la moneda indicada. Tu banco puede añadir comisiones propias.',
          'El contrato se celebra cuando has pagado. Un pedido sin pagar se cierra solo y no se cobra nada.',
          'Si un plan se agota o cambia de precio mientras compras, te lo decimos antes de pagar.',
          'Entregamos en la página del pedido y por correo, normalmente en un minuto.',
          'Si no podemos entregar, te devolvemos lo que pagaste por lo que falta, por donde vino.',
        ],
      },
      { title: 'Antes de comprar' },
      'Tu móvil debe tener eSIM y no estar bloqueado por un operador. Puedes comprobarlo en la página de cada plan; hazlo antes de hacer el pedido.',
      { title: 'Entrega inmediata y derecho de desistimiento' },
      'En muchos países se puede desistir de una compra por internet durante 14 días. Una eSIM se entrega en el acto. Al pedir una eSIM nos pides que empecemos antes de que pasen esos días, y sabes que ese derecho termina cuando se instala. Cómo pedir tu dinero, y qué devolvemos después de ese momento, está a continuación.',
      { title: 'Reembolsos' },
      {
        list: [
          'No entregada: la reembolsamos por nuestra cuenta, sin que digas nada.',
          'Entregada, sin instalar y sin usar: se reembolsa si lo pides dentro de los {{refundDays}} días tras la entrega. Si ya has visto su código, una persona comprueba que no se usó. La eSIM se retira y deja de funcionar.',
          'Instalada, pero nunca ha funcionado donde debía: dínoslo mientras estás allí. Si ni nosotros ni el proveedor podemos arreglarlo, la reembolsamos.',
          'Usada, del todo o en parte: no se reembolsa.',
          'Pagada dos veces o después de cerrarse el pedido: el dinero vuelve solo.',
        ],
      },
      'Pídelo en la página de tu pedido o por correo a {{supportEmail}} con tu número de pedido. El dinero vuelve a la tarjeta con la que pagaste; los bancos suelen mostrarlo en 5 a 10 días hábiles. Los derechos que la ley te da cuando algo es defectuoso quedan intactos.',
      { title: 'El uso' },
      {
        list: [
          'Una eSIM se instala una vez y normalmente no se puede pasar a otro móvil. No la borres antes de que termine el viaje.',
          'Quien tenga el código puede instalar la eSIM. Guárdalo para ti y para quien viaja.',
          'Algunos planes bajan de velocidad tras una cantidad diaria y otros no permiten compartir internet. Lo dicen sus páginas.',
          'No se permiten el uso ilegal, la reventa sin nuestro acuerdo ni los ataques a la tienda o a las redes.',
        ],
      },
      { title: 'De qué respondemos' },
      'Respondemos de lo que vendemos, como dice la ley. No respondemos de la velocidad de una red en un lugar y a una hora, de un móvil que no sirve ni de los costes de tu propia línea. Nada de esto limita lo que la ley no permite limitar.',
      { title: 'Si no estamos de acuerdo' },
      'Escríbenos primero: lo lee una persona. Si no basta, puedes acudir al organismo de consumo o a los tribunales del país donde vives.',
    ],
  },
};
