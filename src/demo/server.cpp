// SPDX-License-Identifier: Apache-2.0
#include "demo/server.h"

#include "demo/announcement.h"
#include "demo/contoso.h"
#include "demo/issuer_profiles.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace symbolon::demo {

namespace {

Error storageError(const std::string &path, int code)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = QString::fromStdString("cannot write " + path + ": " + std::strerror(code));
    return error;
}

// The text of a file that holds certificates.
Result<std::string> readCertificates(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (file && text.find("-----BEGIN CERTIFICATE-----") != std::string::npos)
        return text.back() == '\n' ? text : text + "\n";
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = QString::fromStdString("cannot read certificates from " + path);
    return failure(error);
}

// Written beside its place and moved there, readable by its owner alone.
Result<void> writePrivate(const std::string &path, const std::string &text)
{
    const std::string draft = path + "." + randomText(6) + ".part";
    const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return failure(storageError(path, errno));
    const ssize_t written = ::write(file, text.data(), text.size());
    const int writeError = errno;
    ::close(file);
    if (written != static_cast<ssize_t>(text.size()) || ::rename(draft.c_str(), path.c_str()) != 0) {
        const int code = written < 0 ? writeError : errno;
        ::unlink(draft.c_str());
        return failure(storageError(path, code));
    }
    return {};
}

ServerOptions completed(ServerOptions options)
{
    if (options.listen == "localhost")
        options.listen.clear();
    options.service.anyHost = options.service.anyHost || reachesOthers(options.listen);
    return options;
}

// The name that clients are told: of all addresses at once that is the computer's.
std::string hostFor(const std::string &listen)
{
    if (listen.empty())
        return "localhost";
    if (listen != "0.0.0.0" && listen != "::")
        return listen;
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? name.data() : listen;
}

} // namespace

bool reachesOthers(const std::string &address)
{
    return !address.empty() && address != "localhost" && address != "::1" && address.rfind("127.", 0) != 0;
}

Server::Server(ServerOptions options)
    : m_options(completed(std::move(options)))
    , m_service(m_options.service)
{
}

Server::~Server()
{
    stop();
}

Result<void> Server::start()
{
    std::string authorities;
    if (!m_options.issuerCaFile.empty()) {
        const Result<std::string> read = readCertificates(m_options.issuerCaFile);
        if (!read)
            return failure(read.error());
        authorities = *read;
    }
    const std::string host = hostFor(m_options.listen);
    std::optional<ServerCertificates> certificates;
    Endpoints endpoints;
    if (m_options.tls) {
        certificates = makeServerCertificates(m_options.listen.empty() ? std::string() : host);
        endpoints.scheme = "https";
        m_caPem = certificates->authority;
    }
    m_service.trust(authorities + m_caPem);
    m_service.resume();
    endpoints.host = host.find(':') == std::string::npos ? host : "[" + host + "]";
    m_network = std::make_unique<Network>(
        [this](ServiceKind service, const Request &request) { return m_service.handle(service, request); },
        [this](ServiceKind service, const Request &request) { return m_service.preparation(service, request); },
        certificates ? std::optional<ServerCertificate>(certificates->current) : std::nullopt, m_options.limits);
    for (const ServiceKind service : serviceKinds) {
        const auto index = static_cast<std::uint16_t>(service);
        const auto port = static_cast<std::uint16_t>(m_options.port == 0 ? 0 : m_options.port + index);
        const Result<std::uint16_t> chosen = m_network->listen(service, m_options.listen, port);
        if (!chosen) {
            m_network.reset();
            return failure(chosen.error());
        }
        endpoints.ports[index] = *chosen;
    }
    if (certificates) {
        const Result<std::uint16_t> chosen =
            m_network->listenWith(certificates->expired, ServiceKind::Issuer, m_options.listen);
        endpoints.expiredPort = chosen ? *chosen : std::uint16_t(0);
    }
    m_service.setEndpoints(endpoints);
    Result<void> written = writeFiles();
    if (!written) {
        stop();
        return written;
    }
    m_network->start();
    return {};
}

Result<void> Server::writeFiles()
{
    m_cloudFile = m_options.cloudFile;
    if (m_cloudFile.empty()) {
        std::error_code ignored;
        std::string folder = (std::filesystem::temp_directory_path(ignored) / "symbolon-demo-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr) // for its owner alone
            return failure(storageError(folder, errno));
        m_temporaryFolder = folder;
        m_cloudFile = folder + "/cloud.json";
    }
    if (m_options.tls) {
        m_caFile = std::filesystem::absolute(m_cloudFile + ".ca.pem").string();
        Result<void> written = writePrivate(m_caFile, m_caPem);
        if (!written)
            return written;
    }
    return writePrivate(m_cloudFile, cloudFileJson());
}

void Server::stop()
{
    m_service.interrupt();
    if (m_network)
        m_network->stop();
    m_network.reset();
    if (!m_temporaryFolder.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(m_temporaryFolder, ignored);
        m_temporaryFolder.clear();
    }
}

std::string Server::loginUrl() const
{
    return m_service.endpoints().base(ServiceKind::Login);
}

std::string Server::graphUrl() const
{
    return m_service.endpoints().base(ServiceKind::Graph);
}

std::string Server::armUrl() const
{
    return m_service.endpoints().base(ServiceKind::Arm);
}

std::string Server::issuerUrl() const
{
    return issuerProfile("sample")->issuerUrl(m_service.endpoints());
}

std::string Server::tenantId() const
{
    return contoso::tenantId;
}

std::string Server::clientId() const
{
    std::string id;
    m_service.read([&id](const Tenant &tenant) { id = tenant.publicClientId; });
    return id;
}

std::string Server::defaultAccount() const
{
    std::string name;
    m_service.read([&name](const Tenant &tenant) { name = tenant.users.front().userPrincipalName; });
    return name;
}

std::string Server::cloudFileJson() const
{
    const Announcement announcement{m_service.endpoints(), m_cloudFile, m_caFile, m_service.troubleLogUrl()};
    std::string text;
    m_service.read([&](const Tenant &tenant) { text = cloudFileText(announcement, tenant); });
    return text;
}

std::string Server::cloudFile() const
{
    return m_cloudFile;
}

std::string Server::caFile() const
{
    return m_caFile;
}

std::string Server::caPem() const
{
    return m_caPem;
}

std::string Server::startLine() const
{
    const Announcement announcement{m_service.endpoints(), m_cloudFile, m_caFile, m_service.troubleLogUrl()};
    std::string text;
    m_service.read([&](const Tenant &tenant) { text = startLineText(announcement, tenant); });
    return text;
}

} // namespace symbolon::demo
