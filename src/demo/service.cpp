// SPDX-License-Identifier: Apache-2.0
#include "demo/service.h"

#include "demo/arm.h"
#include "demo/audit_history.h"
#include "demo/contoso.h"
#include "demo/entra.h"
#include "demo/exchange.h"
#include "demo/fair_lock.h"
#include "demo/graph.h"
#include "demo/issuer_keys.h"
#include "demo/sample_issuer.h"
#include "demo/signing_key.h"
#include "demo/trouble_answer.h"

#include <algorithm>
#include <deque>
#include <future>

namespace symbolon::demo {

namespace {

constexpr size_t keptRequests = 10000;
constexpr size_t scaledArmPage = 100;
constexpr char troubleLogPath[] = "/trouble-log"; // at the issuer: the other three serve what the real ones do

struct Fault
{
    std::string target;
    FaultKind kind = FaultKind::Silent;
    int left = 0;  // 0: for ever
    int spare = 0; // so many requests go well first
};

bool isLoopbackHost(std::string_view host)
{
    for (const char *name : {"localhost", "127.0.0.1", "[::1]"}) {
        if (!startsWithText(host, name))
            continue;
        const std::string_view rest = host.substr(std::string_view(name).size());
        if (rest.empty() || (rest.front() == ':' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos))
            return true;
    }
    return host.empty();
}

std::string hostOf(const Endpoints &endpoints, ServiceKind service)
{
    return endpoints.host + ":" + std::to_string(endpoints.port(service));
}

// The form of a token request that presents an assertion; empty for any other request.
Fields assertionForm(ServiceKind service, const Request &request)
{
    constexpr std::string_view end = "/oauth2/v2.0/token";
    const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
    const bool isToken = service == ServiceKind::Login && request.method == "POST" && path.size() > end.size()
        && path.substr(path.size() - end.size()) == end;
    if (!isToken || request.body.find("client_assertion=") == std::string::npos)
        return {};
    return parseForm(request.body);
}

} // namespace

struct Service::State
{
    explicit State(const ServiceOptions &options)
        : anyHost(options.anyHost)
        , keys(
              options.fetch ? options.fetch : [this](const std::string &url) { return fetch(url); },
              options.clock ? options.clock : [] { return std::chrono::system_clock::now(); })
        , tokens(world)
        , entra(world, tokens)
        , graph(world, tokens)
        , arm(world, tokens)
        , issuer(world)
    {
        world.tenant = contosoTenant();
        addScale(world.tenant, options.scale);
        world.clock = [this, base = options.clock] {
            return (base ? base() : std::chrono::system_clock::now()) + std::chrono::seconds(trouble.plan().clockSkew);
        };
        writeHistory(world);
        world.keepSecrets = options.keepSecrets;
        world.propagation = options.propagation;
        world.issuerKeys = &keys;
        if (options.armPageSize != 0)
            world.armPageSize = options.armPageSize;
        else if (options.scale.identities > 0)
            world.armPageSize = scaledArmPage;
        if (options.tokenSeconds != 0)
            usualTokenSeconds = options.tokenSeconds;
        follow(options.trouble);
        world.beforeBatchItem = [this](const Call &item) { return troubleOf(item); };
        world.armWriteTime = options.armWriteTime;
        keyReady = std::async(std::launch::async, [] { static_cast<void>(entraSigningKey()); });
    }

    Fetched fetch(const std::string &url)
    {
        FetchLimits limits;
        std::stop_token stop;
        {
            const std::lock_guard guard(lock);
            limits.authorities = authorities;
            stop = interruption.get_token();
        }
        return fetchUrl(url, limits, stop);
    }

    void follow(const TroublePlan &plan) // with the lock held, or before anybody else knows of this
    {
        trouble.follow(plan);
        world.tokenSeconds = plan.tokenSeconds != 0 ? plan.tokenSeconds : usualTokenSeconds;
        if (plan.federation)
            world.tenant.federation = *plan.federation;
    }

    Trouble::Verdict judge(ServiceKind service, const Call &call, TimePoint now)
    {
        Trouble::Verdict verdict = trouble.judge(service, call, now);
        if (verdict.challenges)
            verdict.instead->setHeader(
                "WWW-Authenticate",
                tokens.demandClaims(call, service == ServiceKind::Arm ? Resource::Azure : Resource::Graph));
        return verdict;
    }

    // What an item of a Graph batch meets: an answer of its own, if any. What befalls a connection does not befall it.
    // Between two items everybody else is served: twenty slow queries in one request hold nobody up.
    World::ItemFate troubleOf(const Call &item)
    {
        lock.unlock();
        lock.lock();
        Trouble::Verdict verdict = judge(ServiceKind::Graph, item, world.clock());
        if (!verdict.instead || verdict.delivery != Delivery::Whole)
            return {std::nullopt, verdict.headers};
        for (const auto &header : verdict.headers)
            verdict.instead->setHeader(header.first, header.second);
        return {verdict.instead, {}};
    }

    Response answer(ServiceKind service, const Call &call)
    {
        if (!anyHost && !isLoopbackHost(call.header("Host"))) // a web page that points its own name here gets nothing
            return textResponse(421, "text/plain; charset=utf-8", "This server answers for localhost only.");
        if (service == ServiceKind::Issuer && call.path == troubleLogPath)
            return textResponse(200, "application/json; charset=utf-8", trouble.logText());
        Response response;
        const std::optional<FaultKind> fault = takeFault(service, call);
        if (fault == FaultKind::Silent) {
            response.delivery = Delivery::Silent;
            return response;
        }
        if (fault == FaultKind::Garbage)
            return garbageAnswer();
        const TimePoint now = world.clock();
        const Trouble::Verdict verdict = judge(service, call, now);
        if (verdict.instead) {
            response = *verdict.instead;
        } else {
            response = carryOut(service, call, now);
            trouble.note(verdict, service, call, response, now);
        }
        if (fault == FaultKind::Cut)
            response.delivery = Delivery::Cut;
        verdict.applyTo(response);
        if (trouble.plan().clockSkew != 0)
            response.setHeader("Date", httpTime(now));
        return response;
    }

    // Whatever a request makes of the services, the others are served.
    Response carryOut(ServiceKind service, const Call &call, TimePoint now)
    {
        try {
            return dispatch(service, call);
        } catch (const std::exception &) {
            return troubleAnswer(service, call, 500, std::nullopt, now);
        }
    }

    Response dispatch(ServiceKind service, const Call &call)
    {
        switch (service) {
        case ServiceKind::Login:
            return entra.handle(call);
        case ServiceKind::Graph:
            return graph.handle(call);
        case ServiceKind::Arm:
            return arm.handle(call);
        case ServiceKind::Issuer:
            break;
        }
        return issuer.handle(call);
    }

    std::optional<FaultKind> takeFault(ServiceKind service, const Call &call)
    {
        const auto found = std::find_if(faults.begin(), faults.end(), [&](const Fault &fault) {
            return fault.target == nameOf(service)
                || (fault.target.rfind('/', 0) == 0 && startsWithText(call.path, fault.target));
        });
        if (found == faults.end())
            return std::nullopt;
        if (found->spare > 0) {
            --found->spare;
            return std::nullopt;
        }
        const FaultKind kind = found->kind;
        if (found->left > 0 && --found->left == 0)
            faults.erase(found);
        return kind;
    }

    mutable FairLock lock;
    bool anyHost = false;
    std::string authorities; // PEM
    std::stop_source interruption;
    IssuerKeys keys;
    Trouble trouble;
    int usualTokenSeconds = World().tokenSeconds;
    World world;
    TokenService tokens;
    Entra entra;
    Graph graph;
    Arm arm;
    SampleIssuers issuer;
    std::future<void> keyReady; // made while the rest of the program starts; whoever needs it first waits
    std::vector<Fault> faults;
    std::deque<LoggedRequest> log;
    int planted = 0;
};

Service::Service(const ServiceOptions &options)
    : m_state(std::make_unique<State>(options))
{
}

Service::~Service() = default;

void Service::setEndpoints(const Endpoints &endpoints)
{
    const std::lock_guard guard(m_state->lock);
    m_state->world.endpoints = endpoints;
}

Endpoints Service::endpoints() const
{
    const std::lock_guard guard(m_state->lock);
    return m_state->world.endpoints;
}

std::function<void()> Service::preparation(ServiceKind service, const Request &request)
{
    if (service == ServiceKind::Issuer) {
        const std::vector<std::string> segments = split(request.target, '/');
        const std::lock_guard guard(m_state->lock);
        std::string key = segments.size() < 2 ? std::string() : m_state->issuer.keyName(segments[1]);
        if (key.empty() || issuerSigningKeyMade(key))
            return {};
        return [key = std::move(key)] { static_cast<void>(issuerSigningKey(key)); };
    }
    const Fields form = assertionForm(service, request);
    if (form.empty())
        return {};
    const std::lock_guard guard(m_state->lock);
    std::string issuer = issuerToRead(m_state->world, fieldOf(form, "client_id"), fieldOf(form, "client_assertion"));
    if (issuer.empty() || m_state->keys.isFresh(issuer))
        return {};
    std::string place = placeToRead(m_state->world.endpoints, issuer);
    return [state = m_state.get(), issuer = std::move(issuer), place = std::move(place)] {
        // A mirror stands for the issuer, not for what Entra asks of its URL.
        state->keys.read(issuer, mayFetch(issuer) ? place : issuer);
    };
}

void Service::trust(const std::string &authorities)
{
    const std::lock_guard guard(m_state->lock);
    m_state->authorities = authorities;
}

void Service::interrupt()
{
    const std::lock_guard guard(m_state->lock);
    m_state->interruption.request_stop();
}

void Service::resume()
{
    const std::lock_guard guard(m_state->lock);
    m_state->interruption = std::stop_source();
}

Response Service::handle(ServiceKind service, const Request &request)
{
    const std::lock_guard guard(m_state->lock);
    const Endpoints &endpoints = m_state->world.endpoints;
    Call call = takeApart(request, endpoints.scheme, hostOf(endpoints, service));
    call.arrived = m_state->world.clock();
    Response response = m_state->answer(service, call);
    const std::string clientId = call.clientRequestId.empty() ? call.requestId : call.clientRequestId;
    if (service != ServiceKind::Issuer && service != ServiceKind::Arm) { // Arm sets its own
        response.setHeader(service == ServiceKind::Login ? "x-ms-request-id" : "request-id", call.requestId);
        response.setHeader("client-request-id", clientId);
    }
    const bool answered = response.delivery != Delivery::Silent && response.delivery != Delivery::Dropped;
    const int status = answered ? response.status : 0;
    m_state->log.push_back({service, call.method, call.path, status});
    if (m_state->log.size() > keptRequests)
        m_state->log.pop_front();
    return response;
}

void Service::setFault(const std::string &target, FaultKind kind, int count, int spare)
{
    const std::lock_guard guard(m_state->lock);
    m_state->faults.push_back({target, kind, count, spare});
}

void Service::clearFaults()
{
    const std::lock_guard guard(m_state->lock);
    m_state->faults.clear();
}

void Service::setTrouble(const TroublePlan &plan)
{
    const std::lock_guard guard(m_state->lock);
    m_state->follow(plan);
}

std::vector<TroubleEntry> Service::troubleLog() const
{
    const std::lock_guard guard(m_state->lock);
    return {m_state->trouble.log().begin(), m_state->trouble.log().end()};
}

std::string Service::troubleLogUrl() const
{
    return endpoints().base(ServiceKind::Issuer) + troubleLogPath;
}

std::vector<LoggedRequest> Service::requests() const
{
    const std::lock_guard guard(m_state->lock);
    return {m_state->log.begin(), m_state->log.end()};
}

std::vector<std::string> Service::issuedSecrets() const
{
    const std::lock_guard guard(m_state->lock);
    return m_state->world.secrets;
}

std::string Service::addApplication(const PlantedApplication &planted)
{
    const std::lock_guard guard(m_state->lock);
    const std::string key = "planted/" + std::to_string(++m_state->planted);
    Application app;
    app.id = contoso::applicationId(key);
    app.appId = guidFor("client/" + key);
    app.displayName = planted.displayName;
    app.createdDateTime = "2026-01-15T12:00:00Z";
    app.credentials = planted.credentials;
    for (size_t i = 0; i < app.credentials.size(); ++i)
        app.credentials[i].id = guidFor("credential/" + key + "/" + std::to_string(i));
    ServicePrincipal principal;
    principal.id = contoso::servicePrincipalId(key);
    principal.appId = app.appId;
    principal.displayName = app.displayName;
    principal.createdDateTime = app.createdDateTime;
    principal.appOwnerOrganizationId = contoso::tenantId;
    m_state->world.tenant.servicePrincipals.push_back(std::move(principal));
    m_state->world.tenant.applications.push_back(std::move(app));
    return m_state->world.tenant.applications.back().id;
}

void Service::demandClaims(const std::string &who)
{
    const std::lock_guard guard(m_state->lock);
    m_state->world.challenges.demand(who, m_state->world.clock());
}

void Service::edit(const std::function<void(Tenant &)> &change)
{
    const std::lock_guard guard(m_state->lock);
    change(m_state->world.tenant);
    m_state->world.tenant.forgetIndexes(); // nobody knows what was changed
}

void Service::read(const std::function<void(const Tenant &)> &look) const
{
    const std::lock_guard guard(m_state->lock);
    look(m_state->world.tenant);
}

Tenant Service::tenant() const
{
    const std::lock_guard guard(m_state->lock);
    return m_state->world.tenant;
}

} // namespace symbolon::demo
