import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Badge, Button, Container, Heading, Input, Label, Text, toast } from "@medusajs/ui";
import { useCallback, useEffect, useState } from "react";

interface Payment {
  id: string;
  outcome: string;
  state: string | null;
  fiat_amount: string;
  currency_code: string;
  crypto_amount: string | null;
  crypto_currency: string | null;
  received: string;
  attention: string | null;
  captured_at: string | null;
}

interface Refund {
  id: string;
  state: string;
  amount: string;
  currency_code: string;
  crypto_amount: string | null;
  crypto_currency: string | null;
  error: string | null;
}

async function call<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : {};
  const response = await fetch(path, { ...init, credentials: "include" });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? response.statusText);
  return answer as T;
}

const OrderCalypsoWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const [payments, setPayments] = useState<Payment[]>([]);
  const [refunds, setRefunds] = useState<Refund[]>([]);

  const load = useCallback(async () => {
    const [paid, refunded] = await Promise.all([
      call<{ payments: Payment[] }>(`/admin/calypso/payments?order_id=${order.id}`),
      call<{ refunds: Refund[] }>(`/admin/calypso/refunds?order_id=${order.id}`),
    ]);
    setPayments(paid.payments);
    setRefunds(refunded.refunds);
  }, [order.id]);

  useEffect(() => {
    load().catch((error: Error) => toast.error(error.message));
  }, [load]);

  if (payments.length === 0) return null;
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">Calypso Pay</Heading>
      </div>
      {payments.map((payment) => (
        <PaymentSection key={payment.id} payment={payment} onChange={load} />
      ))}
      {refunds.map((refund) => (
        <div key={refund.id} className="flex items-center justify-between px-6 py-4">
          <Text size="small">
            Refund {refund.amount} {refund.currency_code.toUpperCase()}
            {refund.crypto_amount ? ` (${refund.crypto_amount} ${refund.crypto_currency})` : ""}
          </Text>
          <Badge color={refund.state === "completed" ? "green" : refund.error ? "red" : "orange"}>{refund.state}</Badge>
        </div>
      ))}
    </Container>
  );
};

const PaymentSection = ({ payment, onChange }: { payment: Payment; onChange: () => Promise<void> }) => {
  const [amount, setAmount] = useState("");
  const [destination, setDestination] = useState("");
  const [busy, setBusy] = useState(false);

  const run = async (path: string, body: unknown) => {
    setBusy(true);
    try {
      await call(`/admin/calypso/payments/${payment.id}/${path}`, body);
      await onChange();
    } catch (error) {
      toast.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex items-center justify-between">
        <Text size="small">
          {payment.fiat_amount} {payment.currency_code.toUpperCase()}
          {payment.crypto_amount ? ` = ${payment.crypto_amount} ${payment.crypto_currency}` : ""}
          {`, received ${payment.received}`}
        </Text>
        <div className="flex items-center gap-x-2">
          <Badge color={payment.attention ? "red" : payment.captured_at ? "green" : "orange"}>
            {payment.attention ?? payment.outcome}
          </Badge>
          <Button size="small" variant="secondary" isLoading={busy} onClick={() => run("check", {})}>
            Check now
          </Button>
        </div>
      </div>
      {payment.captured_at ? (
        <div className="flex items-end gap-x-2">
          <div className="flex-1">
            <Label size="small" htmlFor={`amount-${payment.id}`}>
              Refund ({payment.currency_code.toUpperCase()})
            </Label>
            <Input id={`amount-${payment.id}`} value={amount} onChange={(event) => setAmount(event.target.value)} />
          </div>
          <div className="flex-1">
            <Label size="small" htmlFor={`destination-${payment.id}`}>
              To address
            </Label>
            <Input
              id={`destination-${payment.id}`}
              value={destination}
              onChange={(event) => setDestination(event.target.value)}
            />
          </div>
          <Button
            size="small"
            isLoading={busy}
            disabled={!amount}
            onClick={() => run("refunds", { amount, basis: "fiat", ...(destination ? { destination } : {}) })}
          >
            Refund
          </Button>
        </div>
      ) : null}
    </div>
  );
};

export const config = defineWidgetConfig({ zone: "order.details.after" });

export default OrderCalypsoWidget;
