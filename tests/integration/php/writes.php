<?php
/**
 * What the peer does when it is told to change something. As the platform: a second account of the
 * same name is made without a word, a second terminal or number of the same name is refused.
 */

trait Writes
{
    private function doAddCustomer(array $req): array
    {
        $this->needed($req, 'name');
        $defaults = ['issue_invoice' => 'f', 'active' => 't', 'is_wlr' => 'f', 'payment_type' => 'postpaid'];
        $account = ['id' => $this->nextId()] + $this->texts($req) + $defaults;
        $this->keep('accounts', array_merge($this->world['accounts'], [$account]));
        return [(object) ['id' => $account['id']]];
    }

    private function doSaveCustomerData(array $req): array
    {
        $account = $this->find('accounts', $req['id_customer'] ?? null);
        $changed = array_merge($account, $this->texts($req, ['id_customer']));
        $this->replace('accounts', $changed);
        foreach ($this->where('terminals', 'id_customer', $account['id']) as $terminal) {
            $this->replace('terminals', ['customer_name' => $changed['name']] + $terminal);
        }
        return [];
    }

    private function doDelCustomer(array $req): array
    {
        $account = $this->find('accounts', $req['id_customer'] ?? null);
        $this->remove('accounts', 'id', $account['id']);
        foreach (['terminals', 'numbers', 'end_users'] as $table) {
            $this->remove($table, 'id_customer', $account['id']);
        }
        return [];
    }

    private function doAddTerminal(array $req): array
    {
        foreach (['id_customer', 'username', 'password', 'id_pricelist'] as $name) {
            $this->needed($req, $name);
        }
        $account = $this->find('accounts', $req['id_customer']);
        $terminal = ['id' => $this->nextId(), 'customer_name' => $account['name']] + $this->texts($req);
        $this->refuseTwin('terminals', 'username', $terminal);
        $this->keep('terminals', array_merge($this->world['terminals'], [$terminal]));
        return [(object) ['id_terminal' => $terminal['id']]];
    }

    private function doSaveTerminalData(array $req): array
    {
        $terminal = $this->find('terminals', $req['id_terminal'] ?? null);
        $changed = array_merge($terminal, $this->texts($req, ['id_terminal']));
        $this->refuseTwin('terminals', 'username', $changed);
        $this->replace('terminals', $changed);
        foreach ($this->where('numbers', 'terminal_name', $terminal['username']) as $number) {
            $this->replace('numbers', ['terminal_name' => $changed['username']] + $number);
        }
        return [];
    }

    private function doDelTerminal(array $req): array
    {
        $terminal = $this->find('terminals', $req['id_terminal'] ?? null);
        $this->remove('terminals', 'id', $terminal['id']);
        foreach ($this->where('numbers', 'terminal_name', $terminal['username']) as $number) {
            $this->replace('numbers', ['terminal_name' => null] + $number);
        }
        return [];
    }

    private function doAddExtension(array $req): array
    {
        foreach (['id_customer', 'number', 'country_code'] as $name) {
            $this->needed($req, $name);
        }
        $terminal = $this->find('terminals', $req['id_terminal'] ?? null);
        $number = [
            'id' => $this->nextId(),
            'extension' => $req['country_code'] . $req['number'],
            'terminal_name' => $terminal['username'],
            'create_date' => date('Y-m-d H:i:s'),
        ] + $this->texts($req, ['id_terminal']);
        $this->refuseTwin('numbers', 'extension', $number);
        $this->keep('numbers', array_merge($this->world['numbers'], [$number]));
        return [['id_extension' => $number['id']]];
    }

    private function doSaveExtensionData(array $req): array
    {
        $number = $this->find('numbers', $req['id_extension'] ?? null);
        $changed = array_merge($number, $this->texts($req, ['id_extension', 'id_terminal']));
        $changed['extension'] = $changed['country_code'] . $changed['number'];
        $this->refuseTwin('numbers', 'extension', $changed);
        $this->replace('numbers', $changed);
        return [];
    }

    private function doDelExtension(array $req): array
    {
        $number = $this->find('numbers', $req['id_extension'] ?? null);
        $this->remove('numbers', 'id', $number['id']);
        return [];
    }

    private function doGetFirstFreePlatformNumber(array $req): array
    {
        foreach ($this->world['ranges'] as $range) {
            for ($number = (int) $range['range_start'] + 1; $number <= (int) $range['range_end']; $number++) {
                if (!str_starts_with((string) $number, '48' . ($req['sn'] ?? ''))) {
                    break;
                }
                if (!$this->where('numbers', 'extension', (string) $number)) {
                    return [['free_number' => substr((string) $number, 2), 'country_code' => '48']];
                }
            }
        }
        return [];
    }

    private function doGetPlatformNumberingUsage(array $req): array
    {
        $range = $this->find('ranges', $req['id_platform_numbering'] ?? null);
        $names = array_column($this->world['accounts'], 'name', 'id');
        $rows = [];
        foreach ($this->world['numbers'] as $number) {
            if ($number['extension'] >= $range['range_start'] && $number['extension'] <= $range['range_end']) {
                $rows[] = [
                    'extension' => $number['extension'],
                    'number' => $number['number'],
                    'id_customer' => $number['id_customer'],
                    'country_code' => $number['country_code'],
                    'customer_name' => $names[$number['id_customer']] ?? null,
                ];
            }
        }
        return $rows;
    }

    /** Values as the platform keeps them: texts, with t and f for flags. */
    private function texts(array $req, array $without = []): array
    {
        $kept = array_diff_key($req, array_flip($without));
        return array_map(fn ($v) => is_bool($v) ? ($v ? 't' : 'f') : ($v === null ? null : (string) $v), $kept);
    }

    private function needed(array $req, string $name): void
    {
        if (($req[$name] ?? '') === '') {
            throw new Refusal("Brak wymaganego parametru: $name");
        }
    }

    private function refuseTwin(string $table, string $field, array $row): void
    {
        foreach ($this->where($table, $field, $row[$field]) as $other) {
            if ($other['id'] !== $row['id']) {
                throw new Refusal("{$row[$field]} już istnieje");
            }
        }
    }

    private function nextId(): string
    {
        return (string) $this->state->data['next']++;
    }

    private function remove(string $table, string $field, $value): void
    {
        $kept = array_filter($this->world[$table], fn ($row) => ($row[$field] ?? null) !== $value);
        $this->keep($table, array_values($kept));
    }

    private function replace(string $table, array $changed): void
    {
        $rows = $this->world[$table];
        $this->keep($table, array_map(fn ($row) => $row['id'] === $changed['id'] ? $changed : $row, $rows));
    }

    private function keep(string $table, array $rows): void
    {
        $this->world[$table] = $rows;
        $this->state->data['tables'][$table] = $rows;
        $this->state->save();
    }
}
