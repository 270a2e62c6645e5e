// SPDX-License-Identifier: Apache-2.0
#include "wiring/composition.h"

#include "auth/az_session.h"
#include "auth/person_session.h"
#include "auth/self_completing_opener.h"
#include "auth/token_session.h"
#include "auth/way_session.h"
#include "auth/workload_session.h"
#include "base/shown.h"
#include "base/worker.h"
#include "cloud/environment.h"
#include "demo/server.h"
#include "net/origin.h"
#include "platform/keychain_secret_store.h"
#include "wiring/memory_secret_store.h"
#include "workspace/collaborators.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace symbolon::app {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Wiring", text);
}

// The data that is built in: broken data is a broken build, said once at the start.
struct Knowledge
{
    presets::Catalogue catalogue;
    risk::RuleBook ruleBook;
};

Result<Knowledge> builtInKnowledge()
{
    Result<presets::Catalogue> catalogue = presets::Catalogue::builtIn();
    if (!catalogue)
        return failure(catalogue.error());
    Result<risk::PrivilegeBook> privileges = risk::PrivilegeBook::builtIn();
    if (!privileges)
        return failure(privileges.error());
    Result<risk::RuleBook> rules = risk::RuleBook::builtIn(*catalogue, std::move(*privileges));
    if (!rules)
        return failure(rules.error());
    return Knowledge{std::move(*catalogue), std::move(*rules)};
}

Result<cloud::CloudEnvironment> environmentFor(const Options &options, demo::Server *server)
{
    if (server)
        return cloud::cloudFromJson(QByteArray::fromStdString(server->cloudFileJson()), QString());
    if (!options.cloud.isEmpty() || options.authorityHost.isEmpty())
        return cloud::findCloud(options.cloud.isEmpty() ? QStringLiteral("global") : options.cloud);
    // The environment names a login service: the cloud is the one that has it.
    Result<QList<cloud::CloudEnvironment>> clouds = cloud::builtInClouds();
    if (!clouds)
        return failure(clouds.error());
    for (const cloud::CloudEnvironment &known : std::as_const(*clouds)) {
        if (net::sameOrigin(known.login, options.authorityHost))
            return known;
    }
    return failure(Error{.kind = ErrorKind::Validation,
                         .message = tr("AZURE_AUTHORITY_HOST names a login service of no known cloud: %1. Describe the "
                                       "cloud in a file and give it with --cloud.")
                                        .arg(shown(options.authorityHost.toString()))});
}

auth::SignInConfig signInConfig(const Options &options, const cloud::CloudEnvironment &environment)
{
    auth::SignInConfig config;
    config.login = environment.login;
    config.graph = environment.graph;
    config.arm = environment.arm;
    config.graphAudience = environment.graphScope;
    config.armAudience = environment.armScope;
    config.tiers = options.tiers;
    config.permissions = options.tiers.browse;
    if (options.assess || options.demo)
        config.permissions += options.tiers.assess;
    config.tenant = !options.tenant.isEmpty() ? options.tenant
        : !environment.tenantId.isEmpty()     ? environment.tenantId
                                              : QStringLiteral("organizations");
    config.clientId = options.clientId.isEmpty() ? environment.clientId : options.clientId;
    return config;
}

// Access tokens from the environment say nothing of whose they are: nothing is kept of them.
// The folder is the same for every program.
std::unique_ptr<store::Cache> cacheFor(const Options &options, const Tuning &tuning, store::CacheScope scope)
{
    if (!tuning.cacheFolder.isEmpty())
        return std::make_unique<store::Cache>(tuning.cacheFolder, std::move(scope));
    if (!options.keepCache || options.demo)
        return nullptr;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    if (folder.isEmpty())
        return nullptr;
    return std::make_unique<store::Cache>(folder + QStringLiteral("/symbolon/tenants"), std::move(scope));
}

// Kept for whoever applies changes, in the window or on the command line; the embedded demo tenant is gone with the
// program.
std::unique_ptr<workspace::ChangeLog> changeLogFor(const Options &options, const Tuning &tuning)
{
    if (!tuning.changesFolder.isEmpty())
        return std::make_unique<workspace::ChangeLog>(tuning.changesFolder);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    if (options.demo || folder.isEmpty())
        return nullptr;
    return std::make_unique<workspace::ChangeLog>(folder + QStringLiteral("/symbolon/changes"));
}

} // namespace

// In the order in which the one needs the other; they go in the opposite one.
struct Composition::Parts
{
    explicit Parts(const Tuning &tuning)
        : transport(tuning.transport)
    {
    }

    std::unique_ptr<demo::Server> server;
    Worker worker;
    net::Transport transport;
    std::unique_ptr<auth::SecretStore> secrets;
    std::unique_ptr<auth::SelfCompletingOpener> demoOpener;
    std::unique_ptr<auth::Session> session;
    std::unique_ptr<store::Cache> cache;
    std::unique_ptr<workspace::ChangeLog> changeLog;
    std::unique_ptr<workspace::Workspace> workspace;
};

Composition::Composition(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Composition::~Composition() = default;

std::unique_ptr<auth::Session> Composition::newSession(Parts &parts, const Options &options,
                                                       const auth::SignInConfig &config, auth::UrlOpener &opener,
                                                       const Tuning &tuning)
{
    const Clock &clock = tuning.clock;
    parts.secrets = std::make_unique<auth::NoSecretStore>();
    if (options.demo) {
        parts.secrets = std::make_unique<MemorySecretStore>();
        parts.demoOpener = std::make_unique<auth::SelfCompletingOpener>(
            config.login, QString::fromStdString(parts.server->defaultAccount()));
        return std::make_unique<auth::PersonSession>(config, parts.transport, *parts.demoOpener, *parts.secrets, clock);
    }
    switch (options.auth) {
    case auth::Way::Token:
        return std::make_unique<auth::TokenSession>(options.graphToken, options.armToken);
    case auth::Way::Workload:
        return std::make_unique<auth::WorkloadSession>(config, options.federatedTokenFile, parts.transport, clock);
    case auth::Way::Browser:
    case auth::Way::Device:
    case auth::Way::AzureCli:
        break;
    }
    if (!tuning.secrets)
        parts.secrets = std::make_unique<platform::KeychainSecretStore>();
    auth::SecretStore &secrets = tuning.secrets ? *tuning.secrets : *parts.secrets;
    // The Azure CLI's session is a real one: a test bench gets no token of a real service out of it.
    auth::SignInConfig azure = config;
    if (net::isLoopback(config.login)) {
        azure.graphAudience.clear();
        azure.armAudience.clear();
    }
    return std::make_unique<auth::WaySession>(
        std::make_unique<auth::PersonSession>(config, parts.transport, opener, secrets, clock, options.auth),
        std::make_unique<auth::AzSession>(azure, clock), options.auth);
}

Result<std::unique_ptr<Composition>> Composition::make(const Options &options, auth::UrlOpener &opener,
                                                       const Tuning &tuning)
{
    Result<Knowledge> knowledge = builtInKnowledge();
    if (!knowledge)
        return failure(knowledge.error());
    auto parts = std::make_unique<Parts>(tuning);
    if (options.demo) {
        demo::ServerOptions serverOptions;
        serverOptions.service.keepSecrets = tuning.keepDemoSecrets;
        parts->server = std::make_unique<demo::Server>(serverOptions);
        if (const Result<void> started = parts->server->start(); !started)
            return failure(started.error());
    }
    Result<cloud::CloudEnvironment> environment = environmentFor(options, parts->server.get());
    if (!environment)
        return failure(environment.error());
    if (!environment->caFile.isEmpty()) {
        const auto trusted = parts->transport.trustCaFile(environment->caFile, environment->serviceUrls());
        if (!trusted)
            return failure(trusted.error());
    }
    // For external issuers, none of which is asked yet: checked all the same, so that a wrong path shows at once.
    if (!options.caFile.isEmpty()) {
        if (const auto readable = parts->transport.trustCaFile(options.caFile, {}); !readable)
            return failure(readable.error());
    }

    const auth::SignInConfig config = signInConfig(options, *environment);
    parts->session = newSession(*parts, options, config, opener, tuning);
    parts->changeLog = changeLogFor(options, tuning);
    // The demo tenant's port is another one at every start.
    const QString cacheOrigin = options.demo ? QStringLiteral("https://login.demo.invalid")
                                             : environment->loginOrigin();
    if (options.demo || (options.auth != auth::Way::Token && options.auth != auth::Way::Workload))
        parts->cache = cacheFor(options, tuning, {cacheOrigin, config.tenant, config.clientId});
    workspace::Collaborators collaborators{std::move(*environment),
                                           options.demo,
                                           parts->transport,
                                           *parts->session,
                                           parts->worker,
                                           tuning.secrets ? *tuning.secrets : *parts->secrets,
                                           std::move(knowledge->catalogue),
                                           std::move(knowledge->ruleBook),
                                           cloud::knownExchangeAudiences(),
                                           tuning.clock,
                                           tuning.readBackPause,
                                           tuning.verificationPace,
                                           parts->cache.get(),
                                           cacheOrigin,
                                           tuning.keepPause,
                                           parts->changeLog.get()};
    parts->workspace = std::make_unique<workspace::Workspace>(std::move(collaborators));
    return std::unique_ptr<Composition>(new Composition(std::move(parts)));
}

workspace::Workspace &Composition::workspace()
{
    return *m_parts->workspace;
}

demo::Server *Composition::demoServer()
{
    return m_parts->server.get();
}

} // namespace symbolon::app
