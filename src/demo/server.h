// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "demo/network.h"
#include "demo/service.h"

namespace symbolon::demo {

// Whether listening at the address (empty: loopback) lets anybody in but this computer.
[[nodiscard]] bool reachesOthers(const std::string &address);

struct ServerOptions
{
    std::uint16_t port = 0;   // of login; Graph, ARM and the issuer take the next three. 0: four free ones
    bool tls = false;         // an authority of its own is made at every start
    std::string listen;       // an address; empty or "localhost": loopback, both families
    std::string cloudFile;    // where the cloud file goes; empty: into a temporary folder
    std::string issuerCaFile; // PEM, trusted beside the system's when external issuers are read; empty: none
    ServiceOptions service;
    NetworkLimits limits;
};

// The demo tenant on the network. Embedded in a program it runs in a thread of its own; start(), use, stop().
class Server final
{
public:
    explicit Server(ServerOptions options = {});
    ~Server(); // stops
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    // Serves when it returns; else says why not (a port that is taken, a file that cannot be written).
    [[nodiscard]] Result<void> start();
    void stop();

    // Base URLs without a slash at the end; after start().
    [[nodiscard]] std::string loginUrl() const;
    [[nodiscard]] std::string graphUrl() const;
    [[nodiscard]] std::string armUrl() const;
    [[nodiscard]] std::string issuerUrl() const; // of the sample issuer

    [[nodiscard]] std::string tenantId() const;
    [[nodiscard]] std::string clientId() const;       // public client for people
    [[nodiscard]] std::string defaultAccount() const; // user principal name that may read and write

    // The cloud file's text, its path and the path of the authority's PEM (empty without TLS).
    [[nodiscard]] std::string cloudFileJson() const;
    [[nodiscard]] std::string cloudFile() const;
    [[nodiscard]] std::string caFile() const;
    [[nodiscard]] std::string caPem() const;
    // The line a program prints when it serves: one JSON object, no line end.
    [[nodiscard]] std::string startLine() const;

    // Faults, the request log, planted applications, issued secrets.
    [[nodiscard]] Service &service() { return m_service; }
    void setFault(const std::string &target, FaultKind kind, int count = 0, int spare = 0)
    {
        m_service.setFault(target, kind, count, spare);
    }
    void clearFaults() { m_service.clearFaults(); }
    void setTrouble(const TroublePlan &plan) { m_service.setTrouble(plan); }
    [[nodiscard]] std::vector<TroubleEntry> troubleLog() const { return m_service.troubleLog(); }
    [[nodiscard]] std::vector<LoggedRequest> requests() const { return m_service.requests(); }
    [[nodiscard]] std::vector<std::string> issuedSecrets() const { return m_service.issuedSecrets(); }
    std::string addApplication(const PlantedApplication &planted) { return m_service.addApplication(planted); }

private:
    [[nodiscard]] Result<void> writeFiles();

    ServerOptions m_options;
    Service m_service;
    std::unique_ptr<Network> m_network;
    std::string m_caPem;
    std::string m_cloudFile;
    std::string m_caFile;
    std::string m_temporaryFolder;
};

} // namespace symbolon::demo
