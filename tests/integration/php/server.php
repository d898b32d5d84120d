<?php
/**
 * A peer nobody here wrote: PHP's own SoapServer, without WSDL, as the platform runs it.
 *
 * Its data is the simulator's dump (environment HIPERUS_DUMP), so that the same questions get the
 * same answers from both. What is written to it lives in the folder HIPERUS_STATE.
 * Start: HIPERUS_DUMP=… HIPERUS_STATE=… php -S 127.0.0.1:PORT server.php
 */

const URI = 'https://backend.hiperus.pl:8080/hiperusapi.php';
const CREDENTIALS = ['demo', 'demo123', 'example.pl'];

require __DIR__ . '/writes.php';

class Refusal extends Exception
{
}

/** What the platform remembers between requests: sessions, and tables that were changed. */
class State
{
    private string $file;
    public array $data = ['sessions' => [], 'tables' => [], 'next' => 900000];

    public function __construct()
    {
        $this->file = getenv('HIPERUS_STATE') . '/state.json';
        if (is_file($this->file)) {
            $this->data = json_decode(file_get_contents($this->file), true);
        }
    }

    public function save(): void
    {
        file_put_contents($this->file, json_encode($this->data), LOCK_EX);
    }
}

class Platform
{
    use Writes;

    private array $world;
    private State $state;

    public function __construct()
    {
        $this->world = json_decode(file_get_contents(getenv('HIPERUS_DUMP')), true);
        $this->state = new State();
        $this->world = array_merge($this->world, $this->state->data['tables']);
    }

    /** The one operation; parameter names do not matter, their order does. */
    public function request($realm, $action, $req, $sessid)
    {
        $answer = new stdClass();
        $answer->success = true;
        $answer->error_message = null;
        $answer->sessid = $sessid;
        $answer->result_set = [];
        try {
            $this->perform($answer, $action, (array) $req, $sessid);
        } catch (Refusal $refusal) {
            $answer->success = false;
            $answer->error_message = $refusal->getMessage();
        }
        return $answer;
    }

    private function perform($answer, $action, array $req, $sessid): void
    {
        if ($action === 'Login') {
            $this->login($answer, $req);
            return;
        }
        $logged = in_array($sessid, $this->state->data['sessions'], true);
        if ($action === 'CheckLogin') {
            $answer->result_set = [
                ['logged' => $logged, 'voip_services' => true, 'wlr_services' => true],
            ];
            return;
        }
        if ($action === 'EchoTypes') {
            $answer->result_set = [array_map('gettype', $req)];
            return;
        }
        if (!$logged) {
            throw new Refusal('Sesja wygasła. Zaloguj się ponownie.');
        }
        if (!method_exists($this, 'do' . $action)) {
            throw new Refusal("Nieznana akcja: $action");
        }
        $answer->result_set = $this->{'do' . $action}($req);
    }

    private function login($answer, array $req): void
    {
        $answer->sessid = null;
        if ([$req['username'] ?? null, $req['password'] ?? null, $req['domain'] ?? null] !== CREDENTIALS) {
            throw new Refusal('Nieprawidłowy login lub hasło.');
        }
        $answer->sessid = bin2hex(random_bytes(16));
        $this->state->data['sessions'][] = $answer->sessid;
        $this->state->save();
    }

    private function doLogout(array $req): array
    {
        return [];
    }

    /** Not the platform's: logs everybody out, for the tests. */
    private function doExpireEverything(array $req): array
    {
        $this->state->data['sessions'] = [];
        $this->state->save();
        return [];
    }

    private function doGetCustomerList(array $req): array
    {
        $prefix = strtolower($req['query'] ?? '');
        $rows = array_filter(
            $this->world['accounts'],
            fn ($row) => $prefix === '' || str_starts_with(strtolower($row['name']), $prefix)
        );
        return $this->page(array_values($rows), $req);
    }

    private function doGetCustomerData(array $req): array
    {
        return [$this->find('accounts', $req['id_customer'] ?? null)];
    }

    private function doGetCustomerIDByExtBillingID(array $req): array
    {
        $rows = $this->where('accounts', 'ext_billing_id', $req['ext_billing_id']);
        return array_map(fn ($row) => ['id' => $row['id']], $rows);
    }

    private function doGetTerminalList(array $req): array
    {
        return $this->page($this->where('terminals', 'id_customer', $req['id_customer']), $req);
    }

    private function doGetExtensionList(array $req): array
    {
        return $this->page($this->where('numbers', 'id_customer', $req['id_customer']), $req);
    }

    private function doGetExtensionData(array $req): array
    {
        return [$this->find('numbers', $req['id_extension'] ?? null)];
    }

    private function doGetEndUserAuthList(array $req): array
    {
        return $this->where('end_users', 'id_customer', $req['id_customer']);
    }

    private function doGetPlatformNumberingRange(array $req): array
    {
        return $this->world['ranges'];
    }

    private function doGetCustomerPricelistList(array $req): array
    {
        return $this->world['price_lists'];
    }

    private function doGetSubscriptionList(array $req): array
    {
        return $this->world['subscriptions'];
    }

    private function doGetBilling(array $req): array
    {
        $from = new DateTime($req['from']);
        $to = new DateTime($req['to']);
        if ($to > (clone $from)->modify('+9 months')) {
            throw new Refusal('Zakres dat nie może przekraczać 9 miesięcy');
        }
        $success = $req['success_calls'] ? 't' : 'f';
        $rows = [];
        foreach ($this->world['calls'] as $call) {
            $day = substr($call['start_time'], 0, 10);
            $fits = $day >= $req['from'] && $day <= $req['to']
                && $call['success_call'] === $success
                && ($req['calltype'] === null || $call['calltype'] === $req['calltype'])
                && ($req['id_customer'] === null || $call['account_id'] === $req['id_customer']);
            unset($call['account_id'], $call['success_call']);
            if ($fits) {
                $rows[] = $call;
            }
        }
        return $this->page($rows, $req);
    }

    private function page(array $rows, array $req): array
    {
        return array_slice($rows, $req['offset'] ?? 0, $req['limit'] ?? null);
    }

    private function where(string $table, string $field, $value): array
    {
        $fits = fn ($row) => ($row[$field] ?? null) === $value;
        return array_values(array_filter($this->world[$table], $fits));
    }

    private function find(string $table, $id): array
    {
        foreach ($this->where($table, 'id', $id) as $row) {
            return $row;
        }
        throw new Refusal("Brak rekordu o identyfikatorze $id");
    }
}

$server = new SoapServer(null, ['uri' => URI]);
$server->setObject(new Platform());
$server->handle();
