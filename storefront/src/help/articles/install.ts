import type { Article } from '../article.ts';

export const installArticles: readonly Article[] = [
  {
    slug: 'when-to-install',
    group: 'install',
    text: {
      en: {
        title: 'When do I install it, and when do the days begin?',
        summary:
          'Install it on Wi-Fi before your flight. Whether the days begin then or on the first connection is written on the plan’s page.',
        words: 'before flight wifi when start days begin validity activate',
        body: [
          'An eSIM needs internet to be installed, and an airport is a bad place to look for it. At home takes a minute.',
          {
            list: [
              'Plans that say “from first use”: the days begin when the eSIM first connects at your destination. Installing it early costs you nothing.',
              'Plans that say “from installation”: the days begin when you install it. Do it shortly before you leave.',
              'Some plans must be installed by a certain day after the purchase; the plan’s page says so.',
            ],
          },
          'Until you land, leave the travel eSIM off, or on with mobile data still on your own line.',
        ],
        next: {
          text: 'Your QR code and the steps stand in your order.',
          label: 'See your orders',
          to: '/account',
        },
      },
      es: {
        title: '¿Cuándo la instalo y cuándo empiezan los días?',
        summary:
          'Instálala con wifi antes del vuelo. Si los días empiezan entonces o con la primera conexión, lo dice la página del plan.',
        words: 'antes del vuelo wifi cuándo empiezan días validez activar',
        body: [
          'Para instalar una eSIM hace falta internet, y un aeropuerto es mal sitio para buscarlo. En casa es un minuto.',
          {
            list: [
              'Planes «desde el primer uso»: los días empiezan cuando la eSIM se conecta por primera vez en tu destino. Instalarla antes no te quita nada.',
              'Planes «desde la instalación»: los días empiezan cuando la instalas. Hazlo poco antes de salir.',
              'Algunos planes hay que instalarlos antes de cierto día tras la compra; lo dice la página del plan.',
            ],
          },
          'Hasta aterrizar, deja la eSIM de viaje desactivada, o activada pero con los datos móviles en tu propia línea.',
        ],
        next: {
          text: 'Tu código QR y los pasos están en tu pedido.',
          label: 'Ver tus pedidos',
          to: '/account',
        },
      },
    },
  },
  {
    slug: 'install-iphone',
    group: 'install',
    text: {
      en: {
        title: 'Installing on an iPhone',
        summary:
          'From iOS 17.4 one tap on the button in your order is enough. Otherwise scan the QR code in the settings.',
        words: 'iphone ios apple install add esim',
        body: [
          {
            steps: [
              'Connect to Wi-Fi and open your order on the iPhone itself.',
              'From iOS 17.4: tap “Install on this phone” and follow the steps on the screen.',
              'Otherwise show the QR code on another screen and open Settings › Mobile Service (or Cellular) › Add eSIM › Use QR Code.',
              'Name the new line after your trip. Keep your own line as the one for calls.',
              'On arrival choose the travel eSIM under Mobile Data and turn on Data Roaming for it.',
            ],
          },
          'iPhones from XS and XR (2018) have eSIM. Those bought in mainland China do not.',
        ],
        next: {
          text: 'No other screen at hand?',
          label: 'Install without a second screen',
          to: '/help/no-second-screen',
        },
      },
      es: {
        title: 'Instalar en un iPhone',
        summary:
          'Desde iOS 17.4 basta con tocar el botón de tu pedido. Si no, escanea el código QR desde los ajustes.',
        words: 'iphone ios apple instalar añadir esim',
        body: [
          {
            steps: [
              'Conéctate a una red wifi y abre tu pedido en el propio iPhone.',
              'Desde iOS 17.4: toca «Instalar en este móvil» y sigue los pasos de la pantalla.',
              'Si no, muestra el código QR en otra pantalla y abre Ajustes › Datos móviles › Añadir eSIM › Usar código QR.',
              'Pon a la línea nueva el nombre de tu viaje. Deja la tuya para las llamadas.',
              'Al llegar, elige la eSIM de viaje en Datos móviles y activa su Itinerancia de datos.',
            ],
          },
          'Los iPhone desde el XS y el XR (2018) tienen eSIM. Los comprados en China continental no.',
        ],
        next: {
          text: '¿No tienes otra pantalla a mano?',
          label: 'Instalar sin otra pantalla',
          to: '/help/no-second-screen',
        },
      },
    },
  },
  {
    slug: 'install-android',
    group: 'install',
    text: {
      en: {
        title: 'Installing on an Android phone',
        summary:
          'Try the button in your order first. If the phone does not know it, scan the QR code in the settings.',
        words: 'android samsung pixel xiaomi install add esim',
        body: [
          {
            steps: [
              'Connect to Wi-Fi and open your order on the phone itself.',
              'Tap “Install on this phone”. It works on most Pixel and Samsung phones from Android 10.',
              'Otherwise show the QR code on another screen. Pixel: Settings › Network & internet › SIMs › Add eSIM. Samsung: Settings › Connections › SIM manager › Add eSIM.',
              'Name the new SIM after your trip and keep your own for calls.',
              'On arrival choose the travel eSIM for mobile data and turn on Roaming for it.',
            ],
          },
          'Menus differ by maker. Searching the settings for “eSIM” finds the right place on every phone that has one.',
        ],
        next: {
          text: 'No other screen at hand?',
          label: 'Install without a second screen',
          to: '/help/no-second-screen',
        },
      },
      es: {
        title: 'Instalar en un móvil Android',
        summary:
          'Prueba primero el botón de tu pedido. Si el móvil no lo reconoce, escanea el código QR desde los ajustes.',
        words: 'android samsung pixel xiaomi instalar añadir esim',
        body: [
          {
            steps: [
              'Conéctate a una red wifi y abre tu pedido en el propio móvil.',
              'Toca «Instalar en este móvil». Funciona en la mayoría de los Pixel y Samsung desde Android 10.',
              'Si no, muestra el código QR en otra pantalla. Pixel: Ajustes › Red e internet › SIM › Añadir eSIM. Samsung: Ajustes › Conexiones › Administrador de SIM › Añadir eSIM.',
              'Pon a la SIM nueva el nombre de tu viaje y deja la tuya para las llamadas.',
              'Al llegar, elige la eSIM de viaje para los datos móviles y activa su itinerancia (roaming).',
            ],
          },
          'Los menús cambian según el fabricante. Si buscas «eSIM» en los ajustes, todo móvil que la tenga te lleva al lugar.',
        ],
        next: {
          text: '¿No tienes otra pantalla a mano?',
          label: 'Instalar sin otra pantalla',
          to: '/help/no-second-screen',
        },
      },
    },
  },
  {
    slug: 'no-second-screen',
    group: 'install',
    text: {
      en: {
        title: 'Installing without a second screen',
        summary:
          'A phone cannot scan its own screen. Use the one-tap button, hold your finger on the QR code, or type the code by hand.',
        words: 'one phone only second screen camera manual enter details',
        body: [
          {
            list: [
              'The button “Install on this phone” in your order and in the mail needs no camera: iPhone from iOS 17.4, most Android phones from Android 10.',
              'iPhone from iOS 17: hold your finger on the QR code in your order and choose Add eSIM.',
              'By hand on iPhone: Settings › Mobile Service (or Cellular) › Add eSIM › Use QR Code › Enter Details Manually. Copy the SM-DP+ address and the matching ID; the field for the latter is called Activation Code there.',
              'By hand on Android: choose to enter the code by hand where the camera opens, and paste the whole activation code, from LPA on.',
            ],
          },
          'Copying is safer than typing: the codes know capital and small letters.',
        ],
        next: {
          text: 'Each code has a button to copy it in your order.',
          label: 'See your orders',
          to: '/account',
        },
      },
      es: {
        title: 'Instalar sin otra pantalla',
        summary:
          'Un móvil no puede escanear su propia pantalla. Usa el botón, mantén pulsado el código QR o escribe el código a mano.',
        words: 'un solo teléfono otra pantalla cámara manual introducir datos móvil',
        body: [
          {
            list: [
              'El botón «Instalar en este móvil» de tu pedido y del correo no necesita cámara: iPhone desde iOS 17.4, la mayoría de los Android desde Android 10.',
              'iPhone desde iOS 17: mantén el dedo sobre el código QR de tu pedido y elige Añadir eSIM.',
              'A mano en iPhone: Ajustes › Datos móviles › Añadir eSIM › Usar código QR › Introducir datos manualmente. Copia la dirección SM-DP+ y el ID de coincidencia; su campo se llama ahí código de activación.',
              'A mano en Android: donde se abre la cámara, elige introducir el código y pega el código de activación entero, desde LPA.',
            ],
          },
          'Copiar es más seguro que escribir: los códigos distinguen mayúsculas y minúsculas.',
        ],
        next: {
          text: 'En tu pedido cada código tiene un botón para copiarlo.',
          label: 'Ver tus pedidos',
          to: '/account',
        },
      },
    },
  },
];
