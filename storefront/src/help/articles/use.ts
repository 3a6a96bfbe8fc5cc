import type { Article } from '../article.ts';

export const useArticles: readonly Article[] = [
  {
    slug: 'hotspot',
    group: 'use',
    text: {
      en: {
        title: 'Sharing the internet by hotspot',
        summary: 'Works when the plan allows it. The plan’s page says so under “Hotspot” before you buy.',
        words: 'hotspot tethering share laptop tablet',
        body: [
          'A laptop uses far more data than a phone: updates and cloud copies run by themselves. Mark the hotspot as a metered connection on the laptop.',
          {
            steps: [
              'Check that the travel eSIM is chosen for mobile data.',
              'iPhone: Settings › Personal Hotspot › Allow Others to Join.',
              'Android: Settings › Network & internet › Hotspot & tethering.',
              'If the hotspot cannot be turned on, restart the phone. On some networks the APN must be set for the hotspot, too.',
            ],
          },
        ],
        next: { text: 'The hotspot asks for an APN?', label: 'Set the APN', to: '/help/apn' },
      },
      es: {
        title: 'Compartir internet con otros dispositivos',
        summary: 'Funciona si el plan lo permite. La página del plan lo dice antes de comprar.',
        words: 'hotspot punto de acceso compartir anclaje portátil tableta',
        body: [
          'Un portátil gasta muchos más datos que un móvil: las actualizaciones y las copias en la nube van solas. Marca la red como conexión de uso medido en el portátil.',
          {
            steps: [
              'Comprueba que la eSIM de viaje está elegida para los datos móviles.',
              'iPhone: Ajustes › Punto de acceso personal › Permitir a otros conectarse.',
              'Android: Ajustes › Red e internet › Zona wifi y compartir.',
              'Si no se puede activar, reinicia el móvil. En algunas redes hay que poner el APN también para compartir.',
            ],
          },
        ],
        next: { text: '¿Te pide un APN para compartir?', label: 'Configurar el APN', to: '/help/apn' },
      },
    },
  },
  {
    slug: 'whatsapp',
    group: 'use',
    text: {
      en: {
        title: 'Do I keep my WhatsApp number?',
        summary:
          'Yes. WhatsApp stays with the number it was set up with; the travel eSIM only brings the data.',
        words: 'whatsapp telegram signal imessage number keep calls sms chat',
        body: [
          'Your own SIM stays in the phone. Keep it turned on for calls and texts if you like, with its data roaming off.',
          {
            list: [
              'When WhatsApp asks whether to change your number, say no.',
              'iMessage and FaceTime: if asked, keep your own number.',
              'Most of our plans are data only and have no number. Where one comes with a number, the plan’s page says so.',
              'Texts from your bank come to your own line. Receiving them is free on many tariffs; ask your own operator.',
            ],
          },
        ],
        next: {
          text: 'Not sure about your own line’s costs abroad?',
          label: 'Data roaming, line by line',
          to: '/help/data-roaming',
        },
      },
      es: {
        title: '¿Conservo mi número de WhatsApp?',
        summary:
          'Sí. WhatsApp sigue con el número con el que lo configuraste; la eSIM de viaje solo pone los datos.',
        words: 'whatsapp telegram signal imessage número conservar llamadas sms chat',
        body: [
          'Tu propia SIM se queda en el móvil. Puedes dejarla activada para llamadas y mensajes, con la itinerancia de datos desactivada.',
          {
            list: [
              'Si WhatsApp pregunta si quieres cambiar de número, di que no.',
              'iMessage y FaceTime: si preguntan, conserva tu número.',
              'La mayoría de nuestros planes son solo de datos y no llevan número. Si alguno lo lleva, lo dice la página del plan.',
              'Los mensajes de tu banco llegan a tu propia línea. Recibirlos es gratis en muchas tarifas; pregunta a tu operador.',
            ],
          },
        ],
        next: {
          text: '¿Dudas de lo que cuesta tu línea en el extranjero?',
          label: 'La itinerancia, línea por línea',
          to: '/help/data-roaming',
        },
      },
    },
  },
  {
    slug: 'more-data',
    group: 'use',
    text: {
      en: {
        title: 'I need more data or more days',
        summary:
          'Buy another plan for the same place. It comes as a new eSIM, which you install beside the first.',
        words: 'top up top-up recharge extend more data days run out renew',
        body: [
          'We do not sell top-ups for an installed eSIM yet. A second plan is delivered within minutes, so it is early enough to buy it when the first runs low.',
          {
            steps: [
              'Choose a plan for the place where you are.',
              'Install the new eSIM while you still have internet: it needs a connection to be installed.',
              'Choose it for mobile data and turn on its data roaming when the first is used up.',
            ],
          },
          'Most phones hold several eSIMs, of which one or two are on at a time.',
        ],
        next: { text: 'Find a plan for where you are.', label: 'Choose a destination', to: '/' },
      },
      es: {
        title: 'Necesito más datos o más días',
        summary:
          'Compra otro plan para el mismo lugar. Llega como una eSIM nueva, que instalas junto a la primera.',
        words: 'recarga recargar ampliar más datos días se acaba renovar',
        body: [
          'Todavía no vendemos recargas para una eSIM instalada. Un segundo plan se entrega en minutos, así que basta con comprarlo cuando el primero se esté acabando.',
          {
            steps: [
              'Elige un plan para el lugar en el que estás.',
              'Instala la eSIM nueva mientras aún tengas internet: hace falta conexión para instalarla.',
              'Elígela para los datos móviles y activa su itinerancia cuando la primera se haya gastado.',
            ],
          },
          'La mayoría de los móviles guarda varias eSIM, de las que una o dos están activas a la vez.',
        ],
        next: { text: 'Busca un plan para donde estás.', label: 'Elegir destino', to: '/' },
      },
    },
  },
  {
    slug: 'lost-phone',
    group: 'use',
    text: {
      en: {
        title: 'My phone was lost, or I have a new one',
        summary:
          'An eSIM usually cannot be moved: it was installed once, in one phone. Write to us, and we look at what is left of it.',
        words: 'lost stolen broken new phone transfer move change device deleted',
        body: [
          {
            steps: [
              'Lock the lost phone with Find My iPhone or Google’s Find Hub, and ask your own operator to block your own SIM.',
              'On another device, sign in here with your email and choose to sign out everywhere in your account.',
              'If the eSIM was not installed yet, open your order and install it on the new phone.',
              'If it was installed, write to us with the order number. Whether the supplier can replace it depends on the plan.',
            ],
          },
          'The same holds for an eSIM that was deleted by mistake.',
        ],
        next: {
          text: 'Your eSIMs and your sessions stand in your account.',
          label: 'Open your account',
          to: '/account',
        },
      },
      es: {
        title: 'He perdido el móvil o tengo uno nuevo',
        summary:
          'Normalmente una eSIM no se puede pasar a otro móvil: se instala una vez, en uno. Escríbenos y vemos qué queda de ella.',
        words: 'perdido robado roto teléfono nuevo pasar cambiar móvil borrada',
        body: [
          {
            steps: [
              'Bloquea el móvil perdido con Buscar mi iPhone o con Encontrar de Google, y pide a tu operador que bloquee tu propia SIM.',
              'En otro dispositivo, entra aquí con tu correo y cierra la sesión en todas partes desde tu cuenta.',
              'Si la eSIM aún no estaba instalada, abre tu pedido e instálala en el móvil nuevo.',
              'Si ya estaba instalada, escríbenos con el número de pedido. Que el proveedor pueda cambiarla depende del plan.',
            ],
          },
          'Lo mismo vale para una eSIM borrada por error.',
        ],
        next: {
          text: 'Tus eSIM y tus sesiones están en tu cuenta.',
          label: 'Abrir tu cuenta',
          to: '/account',
        },
      },
    },
  },
];
