import { toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toSentence } from "../format/to-sentence";
import { CALYPSO_QUERIES } from "./calypso-queries";
import { sdk } from "./sdk";

export interface Action {
  /** Below /admin/calypso/. */
  path: string;
  method?: "POST" | "DELETE";
  body?: object;
  /** Toast after success. */
  done?: string;
  /** The call changes nothing, so no query is invalidated. */
  readsOnly?: boolean;
}

/**
 * Calls the plugin's Admin API, one call at a time: a second click during a call does nothing. Afterwards all queries on
 * the page are invalidated, Medusa's orders among them, because their payment status changes too.
 */
export function useAction<Answer = unknown>() {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ path, method = "POST", body }: Action) =>
      sdk.client.fetch<Answer>(`/admin/calypso/${path}`, {
        method,
        ...(method === "POST" ? { body: body ?? {} } : {}),
      }),
    onSuccess: (_, { done }) => {
      if (done) toast.success(done);
    },
    onError: (error) => toast.error(toSentence(error.message)),
    onSettled: (_answer, _error, { readsOnly }) => {
      if (readsOnly) return;
      void queries.invalidateQueries({ queryKey: [CALYPSO_QUERIES] });
      void queries.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  return {
    isPending: mutation.isPending,
    /** Returns the answer, or undefined if the call failed (a toast shows why) or another one is running. */
    run: async (action: Action): Promise<Answer | undefined> => {
      if (mutation.isPending) return undefined;
      return mutation.mutateAsync(action).catch(() => undefined);
    },
  };
}
