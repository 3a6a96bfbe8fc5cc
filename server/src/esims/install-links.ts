export interface InstallLinks {
  ios: string;
  android: string;
}

/**
 * Links that open the phone's own installer: iOS 17.4 and later, and most phones with Android 10 and
 * later. They must be opened in the browser, not inside another app. `:` and `$` may stand in a query as
 * they are (RFC 3986 §3.4), and the phones' makers document them so.
 */
export function installLinks(activationCode: string): InstallLinks {
  const carddata = encodeURIComponent(activationCode).replace(/%3A/g, ':').replace(/%24/g, '$');
  return {
    ios: `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${carddata}`,
    android: `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${carddata}`,
  };
}
