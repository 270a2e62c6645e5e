// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/scale.h"
#include "demo/trouble.h"
#include "demo/url_fetch.h"

#include <memory>

namespace symbolon::demo {

// What goes wrong on request.
enum class FaultKind {
    Silent,  // no answer; the connection stays open. The request is not carried out.
    Garbage, // 200 with bytes that are no JSON. The request is not carried out.
    Cut,     // the request is carried out, its answer breaks off in the middle
};

struct LoggedRequest
{
    ServiceKind service = ServiceKind::Login;
    std::string method;
    std::string path; // without the query, which may hold codes
    int status = 0;   // 0: no answer
};

// An application a test plants: any text may stand anywhere.
struct PlantedApplication
{
    std::string displayName;
    std::vector<Credential> credentials; // ids are given here
};

struct ServiceOptions
{
    std::function<TimePoint()> clock;           // default: the system's
    bool keepSecrets = false;                   // remember every code, token and assertion for issuedSecrets()
    bool anyHost = false;                       // take requests with a Host that is not loopback
    size_t armPageSize = 0;                     // 0: the built-in one
    std::chrono::milliseconds armWriteTime{40}; // see World
    int tokenSeconds = 0;                       // life of an access token; 0: as Entra's
    TroublePlan trouble;                        // what goes wrong from the start
    Scale scale;                                // what there is beside the cast
    std::chrono::seconds propagation{0};        // until the token endpoint knows a credential that was written
    UrlFetch fetch;                             // how documents of external issuers are read; default: over the network
};

// The whole tenant as a function: one request in, one answer out. Every member may be called from any thread.
class Service final
{
public:
    explicit Service(const ServiceOptions &options);
    ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    void setEndpoints(const Endpoints &endpoints);
    [[nodiscard]] Endpoints endpoints() const;

    // What a request needs beforehand and takes its time: reading an external issuer's keys, making one. To be run
    // before handle(), without holding up others; empty: nothing.
    [[nodiscard]] std::function<void()> preparation(ServiceKind service, const Request &request);
    [[nodiscard]] Response handle(ServiceKind service, const Request &request);

    // PEM: whom to trust, beside the system's authorities, when an external issuer's documents are read.
    void trust(const std::string &authorities);
    // Readings under way end soon, and no later one begins, until resume().
    void interrupt();
    void resume();

    // `target`: a path prefix ("/v1.0/applications"), or a service (login, graph, arm, issuer). After `count` requests
    // the fault is gone; 0: it stays. Faults of one target queue up. `spare` requests go well before the first fault: a
    // later page fails.
    void setFault(const std::string &target, FaultKind kind, int count = 0, int spare = 0);
    void clearFaults();

    // What goes wrong by rules; the default: nothing. Counters start anew, the log goes on.
    void setTrouble(const TroublePlan &plan);
    [[nodiscard]] std::vector<TroubleEntry> troubleLog() const; // the last 10,000 that were injected
    [[nodiscard]] std::string troubleLogUrl() const;            // the same as JSON

    [[nodiscard]] std::vector<LoggedRequest> requests() const; // the last 10,000
    [[nodiscard]] std::vector<std::string> issuedSecrets() const;

    // The new application's object id.
    std::string addApplication(const PlantedApplication &planted);
    // From now on Graph and ARM answer tokens of `who` (an object id or a client id) with a claims challenge, if they were
    // issued to a client that understands one, until a token is got with the claims demanded.
    void demandClaims(const std::string &who);
    // Any change of the tenant, under the lock.
    void edit(const std::function<void(Tenant &)> &change);
    // A look at the tenant, under the lock: cheaper than a copy.
    void read(const std::function<void(const Tenant &)> &look) const;
    // A copy of the tenant as it is now.
    [[nodiscard]] Tenant tenant() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace symbolon::demo
