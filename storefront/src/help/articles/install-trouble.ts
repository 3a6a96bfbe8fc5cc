import type { Article } from '../article.ts';

export const installTroubleArticles: readonly Article[] = [
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
