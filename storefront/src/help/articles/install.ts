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
  {
    slug: 'qr-code',
    group: 'install',
    text: {
      en: {
        title: 'The QR code cannot be scanned',
        summary:
          'Scan it in the phone’s SIM settings, on Wi-Fi, from a bright screen. If it still fails, the same code can be typed in.',
        words: 'qr scan camera invalid not valid unreadable cannot add esim',
        body: [
          {
            steps: [
              'Open the SIM settings and add an eSIM there. The camera app alone does not do it on every phone.',
              'Make the other screen brighter and larger. A dark mode of the mail program may have turned the code’s colours around: then use your order’s page.',
              'Stay on Wi-Fi: the phone fetches the eSIM from the network’s server at that moment.',
              'If the phone says the code is not valid, wait five minutes and try again; servers are busy at times.',
              'Type the code by hand instead: your order shows the SM-DP+ address and the matching ID.',
            ],
          },
          'If there is no entry for an eSIM in the settings at all, the phone cannot use one or is locked.',
        ],
        next: {
          text: 'By hand it works without any camera.',
          label: 'Install without a second screen',
          to: '/help/no-second-screen',
        },
      },
      es: {
        title: 'El código QR no se puede escanear',
        summary:
          'Escanéalo desde los ajustes de SIM, con wifi y con la otra pantalla bien iluminada. Si aun así falla, el mismo código se puede escribir.',
        words: 'qr escanear cámara no válido ilegible no se puede añadir esim',
        body: [
          {
            steps: [
              'Abre los ajustes de SIM y añade ahí una eSIM. La cámara sola no basta en todos los móviles.',
              'Sube el brillo de la otra pantalla y agranda el código. El modo oscuro del correo puede haber invertido sus colores: usa entonces la página de tu pedido.',
              'Quédate en una red wifi: en ese momento el móvil descarga la eSIM del servidor de la red.',
              'Si el móvil dice que el código no es válido, espera cinco minutos y prueba otra vez; a veces los servidores están ocupados.',
              'Escribe el código a mano: tu pedido muestra la dirección SM-DP+ y el ID de coincidencia.',
            ],
          },
          'Si en los ajustes no aparece nada de eSIM, el móvil no la admite o está bloqueado.',
        ],
        next: {
          text: 'A mano funciona sin cámara.',
          label: 'Instalar sin otra pantalla',
          to: '/help/no-second-screen',
        },
      },
    },
  },
  {
    slug: 'code-already-used',
    group: 'install',
    text: {
      en: {
        title: 'It says the code was already used',
        summary:
          'Most often the eSIM is already on this phone. A code installs once, so look in the SIM settings before anything else, and do not delete it.',
        words: 'already used code no longer valid used error install again deleted',
        body: [
          {
            steps: [
              'Open the SIM settings and look for a second line. An installation that seemed to fail has often worked, and the line is only turned off.',
              'If it is there, turn it on, choose it for mobile data, and turn on its data roaming.',
              'If it is on another phone (a travel companion’s, perhaps), it must stay there: an eSIM cannot be moved.',
              'If it is nowhere, it may have been deleted. A deleted eSIM usually cannot be brought back with the same code. Write to us with the order number.',
            ],
          },
        ],
        next: {
          text: 'The line is there but has no internet?',
          label: 'No internet after landing',
          to: '/help/no-network',
        },
      },
      es: {
        title: 'Dice que el código ya se ha usado',
        summary:
          'Casi siempre la eSIM ya está en este móvil. Un código se instala una vez: mira primero en los ajustes de SIM y no la borres.',
        words: 'ya usado código no válido utilizado error instalar otra vez borrada',
        body: [
          {
            steps: [
              'Abre los ajustes de SIM y busca una segunda línea. A menudo una instalación que parecía fallar ha funcionado, y la línea solo está desactivada.',
              'Si está ahí, actívala, elígela para los datos móviles y activa su itinerancia.',
              'Si está en otro móvil (quizá el de quien viaja contigo), tiene que quedarse ahí: una eSIM no se puede pasar.',
              'Si no está en ninguno, puede haberse borrado. Una eSIM borrada normalmente no se recupera con el mismo código. Escríbenos con el número de pedido.',
            ],
          },
        ],
        next: {
          text: '¿La línea está pero no hay internet?',
          label: 'Sin internet al aterrizar',
          to: '/help/no-network',
        },
      },
    },
  },
  {
    slug: 'device',
    group: 'install',
    text: {
      en: {
        title: 'My phone does not take the eSIM',
        summary:
          'Either the phone has no eSIM, or an operator has locked it. Typing *#06# tells the first, the settings tell the second.',
        words: 'incompatible wrong device locked carrier lock unlock eid not supported',
        body: [
          {
            steps: [
              'Open the phone app and type *#06#. If an EID of 32 digits is shown, the phone has an eSIM.',
              'iPhone: Settings › General › About › Carrier Lock. It must say “No SIM restrictions”.',
              'Android: search the settings for “eSIM” or “SIM lock”. Your operator can tell, too.',
              'A phone that is paid off monthly is often locked. The operator that sold it can unlock it; we cannot.',
            ],
          },
          'Models differ by country: iPhones from mainland China have no eSIM, and some Android models have one only in part of the world.',
        ],
        next: {
          text: 'Bought for a phone that cannot use it, and not installed? Then our refund policy covers it.',
          label: 'Refunds',
          to: '/help/refund',
        },
      },
      es: {
        title: 'Mi móvil no admite la eSIM',
        summary:
          'O el móvil no tiene eSIM, o un operador lo ha bloqueado. Lo primero se ve marcando *#06#; lo segundo, en los ajustes.',
        words: 'incompatible dispositivo bloqueado operador liberar eid no admite',
        body: [
          {
            steps: [
              'Abre la aplicación de teléfono y marca *#06#. Si aparece un EID de 32 cifras, el móvil tiene eSIM.',
              'iPhone: Ajustes › General › Información › Bloqueo del operador. Debe decir «Sin restricciones de SIM».',
              'Android: busca «eSIM» o «bloqueo de SIM» en los ajustes. También puede decírtelo tu operador.',
              'Un móvil que se paga a plazos suele estar bloqueado. Puede liberarlo el operador que lo vendió; nosotros no.',
            ],
          },
          'Los modelos cambian según el país: los iPhone de China continental no tienen eSIM, y algunos Android solo la tienen en parte del mundo.',
        ],
        next: {
          text: '¿La compraste para un móvil que no la admite y no la has instalado? Lo cubre nuestra política de reembolsos.',
          label: 'Reembolsos',
          to: '/help/refund',
        },
      },
    },
  },
];
