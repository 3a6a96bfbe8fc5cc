import 'react';

declare module 'react' {
  interface CSSProperties {
    '--map-stroke'?: number;
  }
}
