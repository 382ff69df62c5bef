import type { EmulatorInvoice } from "./emulator.ts";

interface InvoiceControlsProps {
  invoice: EmulatorInvoice;
  run: (path: string, body?: object) => Promise<void>;
}

type Command = [label: string, path: string, body?: object];

const payments: Command[] = [
  ["Pay exactly", "pay", { amount: "exact" }],
  ["Pay too little", "pay", { amount: "under" }],
  ["Pay too much", "pay", { amount: "over" }],
  ["Pay without confirming", "pay", { amount: "exact", confirm: false }],
];

const events: Command[] = [
  ["Confirm", "confirm"],
  ["Let it expire", "expire"],
  ["Hold for compliance", "hold"],
  ["Release", "release"],
  ["Decline", "decline"],
];

export function InvoiceControls({ invoice, run }: InvoiceControlsProps) {
  const buttons = (commands: Command[]) => (
    <div className="demo-buttons">
      {commands.map(([label, path, body]) => (
        <button key={label} type="button" onClick={() => run(`invoices/${invoice.id}/${path}`, body)}>
          {label}
        </button>
      ))}
    </div>
  );
  return (
    <>
      <dl className="demo-facts">
        <dt>Newest invoice</dt>
        <dd>
          {invoice.fiatAmount} {invoice.fiatCurrency}
        </dd>
        <dt>Due</dt>
        <dd>
          {invoice.amount} {invoice.currency}
        </dd>
        <dt>Received</dt>
        <dd>
          {invoice.received} {invoice.currency}
        </dd>
        <dt>State</dt>
        <dd>
          <code>{invoice.state}</code>
        </dd>
      </dl>
      <h3>Wallet</h3>
      {buttons(payments)}
      <h3>Network and Calypso</h3>
      {buttons(events)}
    </>
  );
}
