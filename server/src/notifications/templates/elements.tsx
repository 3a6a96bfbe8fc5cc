import type { CSSProperties, ReactNode } from 'react';
import { light, mono, sans } from './tokens.ts';

/** A table that only lays out, said so to screen readers. */
export function Layout(props: {
  children: ReactNode;
  style?: CSSProperties;
  className?: string;
  width?: string;
}) {
  return (
    <table
      role="presentation"
      border={0}
      cellPadding={0}
      cellSpacing={0}
      width={props.width ?? '100%'}
      className={props.className}
      style={{ borderCollapse: 'separate', ...props.style }}
    >
      <tbody>{props.children}</tbody>
    </table>
  );
}

/** One full-width row. */
export function Row({
  children,
  style,
  className,
}: {
  children: ReactNode;
  style?: CSSProperties;
  className?: string;
}) {
  return (
    <tr>
      <td style={style} className={className}>
        {children}
      </td>
    </tr>
  );
}

/** A heading keeps no margin of its own: mail programs disagree about it. */
export function Title({ children }: { children: ReactNode }) {
  return (
    <h1
      className="ink"
      style={{
        margin: 0,
        color: light.ink,
        fontFamily: sans,
        fontSize: 26,
        lineHeight: '32px',
        fontWeight: 700,
      }}
    >
      {children}
    </h1>
  );
}

export function Subtitle({ children }: { children: ReactNode }) {
  return (
    <h2
      className="ink"
      style={{
        margin: '0 0 8px',
        color: light.ink,
        fontFamily: sans,
        fontSize: 18,
        lineHeight: '24px',
        fontWeight: 700,
      }}
    >
      {children}
    </h2>
  );
}

export function Paragraph({ children, style }: { children: ReactNode; style?: CSSProperties }) {
  return (
    <p
      className="ink"
      style={{
        margin: '12px 0 0',
        color: light.ink,
        fontFamily: sans,
        fontSize: 16,
        lineHeight: '24px',
        ...style,
      }}
    >
      {children}
    </p>
  );
}

export function Small({ children, style }: { children: ReactNode; style?: CSSProperties }) {
  return (
    <p
      className="soft"
      style={{ margin: 0, color: light.soft, fontFamily: sans, fontSize: 14, lineHeight: '20px', ...style }}
    >
      {children}
    </p>
  );
}

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="brand" style={{ color: light.brand, textDecoration: 'underline' }}>
      {children}
    </a>
  );
}

/** A button whose colour is its cell's, so that Outlook, which knows no padding on links, draws it too. */
export function ActionButton({
  href,
  children,
  isQuiet,
}: {
  href: string;
  children: ReactNode;
  isQuiet?: boolean;
}) {
  const edge: CSSProperties = isQuiet
    ? { border: `1px solid ${light.line}`, backgroundColor: light.surface }
    : { border: `1px solid ${light.action}`, backgroundColor: light.action };
  return (
    <Layout>
      <tr>
        <td
          align="center"
          className={isQuiet ? 'bg-surface line' : 'bg-action'}
          style={{ ...edge, borderRadius: 8, padding: '12px 16px' }}
        >
          <a
            href={href}
            className={isQuiet ? 'ink' : 'on-action'}
            style={{
              display: 'block',
              color: isQuiet ? light.ink : light.onAction,
              fontFamily: sans,
              fontSize: 16,
              lineHeight: '20px',
              fontWeight: 600,
              textDecoration: 'none',
            }}
          >
            {children}
          </a>
        </td>
      </tr>
    </Layout>
  );
}

/** A value to be copied: alone in its element, so that a double tap takes the whole and nothing more. */
export function CodeFact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <p
        className="soft"
        style={{ margin: '12px 0 0', color: light.soft, fontFamily: sans, fontSize: 13, lineHeight: '18px' }}
      >
        {label}
      </p>
      <p
        className="ink"
        style={{
          margin: '2px 0 0',
          color: light.ink,
          fontFamily: mono,
          fontSize: 15,
          lineHeight: '21px',
          wordBreak: 'break-all',
        }}
      >
        {value}
      </p>
    </>
  );
}
