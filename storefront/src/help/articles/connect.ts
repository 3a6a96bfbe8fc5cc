import type { Article } from '../article.ts';

export const connectArticles: readonly Article[] = [
  {
    slug: 'no-network',
    group: 'connect',
    text: {
      en: {
        title: 'No internet after landing',
        summary:
          'Nearly always one of three things: the eSIM is not chosen for mobile data, data roaming is off, or the phone has not found the network yet.',
        words: 'no service offline not connecting no signal no data doesn’t work airport',
        body: [
          'Go through these in order. You can read this page on airport Wi-Fi.',
          {
            steps: [
              'Turn airplane mode on, wait ten seconds, and turn it off. The phone then looks for networks anew, which can take a few minutes.',
              'Open the settings for mobile data and choose the travel eSIM as the line for data. The line itself must be turned on.',
              'Turn on data roaming for the travel eSIM. It costs nothing extra on this line, and most plans do not work without it.',
              'Look at the networks named on your plan’s page. If the phone chose another one, turn off automatic network selection and choose one of those.',
              'Check the APN: some networks want it typed in. Our page about the APN says how.',
              'Restart the phone.',
            ],
          },
          'Make sure, too, that the plan covers the country you are in, and that its days are not over.',
        ],
        next: {
          text: 'Signal bars, but pages still do not load? Then it is most likely the APN.',
          label: 'Set the APN',
          to: '/help/apn',
        },
      },
      es: {
        title: 'Sin internet al aterrizar',
        summary:
          'Casi siempre es una de tres cosas: la eSIM no está elegida para los datos móviles, la itinerancia está desactivada o el móvil aún no ha encontrado la red.',
        words: 'sin servicio sin conexión no conecta sin señal sin datos no funciona aeropuerto',
        body: [
          'Sigue estos pasos en orden. Puedes leer esta página con el wifi del aeropuerto.',
          {
            steps: [
              'Activa el modo avión, espera diez segundos y desactívalo. El móvil busca redes de nuevo; puede tardar unos minutos.',
              'Abre los ajustes de datos móviles y elige la eSIM de viaje como línea de datos. La propia línea debe estar activada.',
              'Activa la itinerancia de datos (roaming) en la eSIM de viaje. En esta línea no cuesta nada más, y la mayoría de los planes no funciona sin ella.',
              'Mira las redes que aparecen en la página de tu plan. Si el móvil ha elegido otra, desactiva la selección automática de red y elige una de ellas.',
              'Comprueba el APN: algunas redes piden escribirlo. Nuestra página sobre el APN explica cómo.',
              'Reinicia el móvil.',
            ],
          },
          'Comprueba también que el plan cubre el país en el que estás y que sus días no han terminado.',
        ],
        next: {
          text: '¿Hay cobertura pero las páginas no cargan? Lo más probable es que sea el APN.',
          label: 'Configurar el APN',
          to: '/help/apn',
        },
      },
    },
  },
  {
    slug: 'slow-data',
    group: 'connect',
    text: {
      en: {
        title: 'The internet is slow',
        summary:
          'Speed depends on the network, the place and the hour. Some plans also slow down after a daily amount; the plan’s page says so.',
        words: 'speed slow lag loading fair use throttled 4g 5g weak',
        body: [
          {
            steps: [
              'Look at the plan’s page: a plan with a daily amount goes on more slowly once that amount is used, until the next day.',
              'Turn airplane mode on and off, so that the phone finds a nearer mast.',
              'In the settings of the travel eSIM, choose 5G or 4G (LTE) if the phone fell back to 3G.',
              'Choose another of the networks named on the plan’s page by hand.',
              'Turn off a VPN and data saving, and look whether an app is loading pictures or updates in the background.',
            ],
          },
          'In crowds, in the mountains and below ground every network gets slower. We cannot promise a speed.',
        ],
        next: {
          text: 'If it stays slow for hours in a town, write to us with the place, the time and the network’s name.',
          label: 'Write to us',
          to: '/contact',
        },
      },
      es: {
        title: 'Internet va lento',
        summary:
          'La velocidad depende de la red, del lugar y de la hora. Algunos planes también bajan de velocidad tras una cantidad diaria; lo dice la página del plan.',
        words: 'velocidad lento tarda carga uso razonable 4g 5g débil',
        body: [
          {
            steps: [
              'Mira la página del plan: un plan con cantidad diaria sigue más despacio cuando se gasta, hasta el día siguiente.',
              'Activa y desactiva el modo avión, para que el móvil encuentre una antena más cercana.',
              'En los ajustes de la eSIM de viaje, elige 5G o 4G (LTE) si el móvil ha bajado a 3G.',
              'Elige a mano otra de las redes que aparecen en la página del plan.',
              'Desactiva la VPN y el ahorro de datos, y mira si alguna aplicación está cargando fotos o actualizaciones en segundo plano.',
            ],
          },
          'Entre mucha gente, en la montaña y bajo tierra, cualquier red va más despacio. No podemos prometer una velocidad.',
        ],
        next: {
          text: 'Si sigue lento durante horas en una ciudad, escríbenos con el lugar, la hora y el nombre de la red.',
          label: 'Escríbenos',
          to: '/contact',
        },
      },
    },
  },
  {
    slug: 'data-roaming',
    group: 'connect',
    text: {
      en: {
        title: 'Do I turn on data roaming?',
        summary:
          'Yes, for the travel eSIM: there it costs nothing extra. Leave it off for your own line, where it may cost a lot.',
        words: 'roaming charges bill cost expensive data roaming on off',
        body: [
          'A travel eSIM comes from a network that is often at home in another country. For the phone it is then roaming, even though you have already paid for the data.',
          { title: 'iPhone' },
          {
            steps: [
              'Open Settings › Mobile Service (or Cellular).',
              'Choose the travel eSIM and turn on Data Roaming.',
              'Go back, choose your own line, and turn Data Roaming off.',
              'Under Mobile Data, choose the travel eSIM, and turn off Allow Mobile Data Switching.',
            ],
          },
          { title: 'Android' },
          {
            steps: [
              'Open Settings › Network & internet › SIMs. On Samsung: Connections › Mobile networks.',
              'Choose the travel eSIM and turn on Roaming.',
              'Choose your own SIM and turn its roaming off.',
            ],
          },
        ],
        next: {
          text: 'Roaming is on and there is still no internet?',
          label: 'No internet after landing',
          to: '/help/no-network',
        },
      },
      es: {
        title: '¿Activo la itinerancia de datos?',
        summary:
          'Sí, en la eSIM de viaje: ahí no cuesta nada más. En tu propia línea déjala desactivada, porque puede salir muy cara.',
        words: 'roaming itinerancia coste factura caro activar desactivar',
        body: [
          'Una eSIM de viaje suele venir de una red de otro país. Para el móvil eso es itinerancia, aunque los datos ya estén pagados.',
          { title: 'iPhone' },
          {
            steps: [
              'Abre Ajustes › Datos móviles.',
              'Elige la eSIM de viaje y activa Itinerancia de datos.',
              'Vuelve atrás, elige tu propia línea y desactiva Itinerancia de datos.',
              'En Datos móviles, elige la eSIM de viaje y desactiva Permitir cambio de datos móviles.',
            ],
          },
          { title: 'Android' },
          {
            steps: [
              'Abre Ajustes › Red e internet › SIM. En Samsung: Conexiones › Redes móviles.',
              'Elige la eSIM de viaje y activa Itinerancia (roaming).',
              'Elige tu propia SIM y desactiva su itinerancia.',
            ],
          },
        ],
        next: {
          text: '¿La itinerancia está activada y sigue sin haber internet?',
          label: 'Sin internet al aterrizar',
          to: '/help/no-network',
        },
      },
    },
  },
  {
    slug: 'apn',
    group: 'connect',
    text: {
      en: {
        title: 'Setting the APN',
        summary:
          'The APN is a short word that tells the phone the way to the internet. Most phones set it by themselves; when there is signal but nothing loads, set it by hand.',
        words: 'apn access point name signal but no internet settings manual',
        body: [
          'Our eSIMs bring their APN along. If the field for it is empty and nothing loads, ask us for it with your order number.',
          { title: 'iPhone' },
          {
            steps: [
              'Open Settings › Mobile Service (or Cellular) and choose the travel eSIM.',
              'Open Mobile Data Network.',
              'Type the APN in the field under Mobile Data, exactly as we wrote it. Leave user name and password empty.',
              'Turn airplane mode on and off.',
            ],
          },
          { title: 'Android' },
          {
            steps: [
              'Open Settings › Network & internet › SIMs and choose the travel eSIM. On Samsung: Connections › Mobile networks.',
              'Open Access point names and add one.',
              'Type any name, and the APN exactly as we wrote it. Save, and choose it.',
              'Turn airplane mode on and off.',
            ],
          },
        ],
        next: {
          text: 'Write to us with your order number, and we tell you the APN of your eSIM.',
          label: 'Write to us',
          to: '/contact',
        },
      },
      es: {
        title: 'Configurar el APN',
        summary:
          'El APN es una palabra corta que indica al móvil el camino a internet. La mayoría de los móviles lo pone solo; si hay cobertura pero no carga nada, escríbelo a mano.',
        words: 'apn punto de acceso cobertura sin internet ajustes manual',
        body: [
          'Nuestras eSIM traen su APN. Si su campo está vacío y no carga nada, pídenoslo con tu número de pedido.',
          { title: 'iPhone' },
          {
            steps: [
              'Abre Ajustes › Datos móviles y elige la eSIM de viaje.',
              'Abre Red de datos móviles.',
              'Escribe el APN en el campo de Datos móviles, tal como te lo escribimos. Deja vacíos el usuario y la contraseña.',
              'Activa y desactiva el modo avión.',
            ],
          },
          { title: 'Android' },
          {
            steps: [
              'Abre Ajustes › Red e internet › SIM y elige la eSIM de viaje. En Samsung: Conexiones › Redes móviles.',
              'Abre Nombres de puntos de acceso y añade uno.',
              'Escribe cualquier nombre y el APN tal como te lo escribimos. Guárdalo y elígelo.',
              'Activa y desactiva el modo avión.',
            ],
          },
        ],
        next: {
          text: 'Escríbenos con tu número de pedido y te decimos el APN de tu eSIM.',
          label: 'Escríbenos',
          to: '/contact',
        },
      },
    },
  },
];
