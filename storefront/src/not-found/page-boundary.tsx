import { Component, type ReactNode } from 'react';
import { BrokenPage } from './broken.page.tsx';

type PageBoundaryProps = { children: ReactNode; page: string };

/** Keeps header and footer when a page cannot be fetched or drawn; another page is another try. */
export class PageBoundary extends Component<PageBoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidUpdate(before: PageBoundaryProps) {
    if (this.state.isBroken && before.page !== this.props.page) this.setState({ isBroken: false });
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}
