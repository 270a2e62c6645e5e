// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "auth/session.h"
#include "base/clock.h"
#include "base/worker.h"
#include "cloud/environment.h"
#include "net/transport.h"
#include "presets/catalogue.h"
#include "risk/rule_book.h"
#include "store/cache.h"
#include "workspace/change_log.h"
#include "workspace/verification.h"

#include <QStringList>

#include <chrono>

namespace symbolon::workspace {

// What a workspace works with. References outlive it; everything else is a value. Put together in app/wiring alone.
struct Collaborators
{
    cloud::CloudEnvironment environment;
    bool isDemo = false; // the embedded demo tenant
    net::Transport &transport;
    auth::Session &session;
    Worker &worker;
    auth::SecretStore &secrets; // for what somebody hands in beside the sign-in
    presets::Catalogue catalogue;
    risk::RuleBook ruleBook;
    QStringList knownExchangeAudiences; // of every cloud
    Clock clock = systemClock();
    // Between two looks at what a lost write came to.
    std::chrono::milliseconds readBackPause{1000};
    VerificationPace verificationPace = {};
    // Where the last state of the tenant is kept for the next start; nullptr: nowhere.
    store::Cache *cache = nullptr;
    // scheme://host:port of the login that cache and change sets belong to; the embedded demo tenant, at another port each
    // time but the same otherwise, has a name of its own.
    QString cacheOrigin;
    // While a sync runs, what it has read so far is kept so often at most.
    std::chrono::milliseconds keepPause{5000};
    // Where the journals of applied change sets are kept; nullptr: nowhere.
    ChangeLog *changeLog = nullptr;
};

} // namespace symbolon::workspace
