// SPDX-License-Identifier: Apache-2.0
#include "demo/server.h"
#include "demo/trouble_file.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <iostream>
#include <optional>
#include <sys/resource.h>

// The demo tenant as a program: prints one line of JSON when it serves, and serves until it is told to stop.
namespace {

using symbolon::demo::FaultKind;

constexpr std::chrono::seconds defaultPropagation(3);

enum ExitCode { Fine = 0, Usage = 2, NoService = 4 };

QString text(const char *literal)
{
    return QString::fromUtf8(literal);
}

struct Options
{
    symbolon::demo::ServerOptions server;
    struct Fault
    {
        std::string target;
        FaultKind kind;
        int count;
    };
    std::vector<Fault> faults;
    int seconds = 0; // 0: until a signal
};

std::optional<Options::Fault> parseFault(const QString &value)
{
    const QStringList parts = value.split(QLatin1Char(':'));
    if (parts.size() < 2 || parts.size() > 3 || parts[1].isEmpty())
        return std::nullopt;
    static const QStringList services{text("login"), text("graph"), text("arm"), text("issuer")};
    if (!parts[1].startsWith(QLatin1Char('/')) && !services.contains(parts[1]))
        return std::nullopt; // nothing would ever match it
    Options::Fault fault{parts[1].toStdString(), FaultKind::Silent, 0};
    if (parts[0] == QLatin1String("garbage"))
        fault.kind = FaultKind::Garbage;
    else if (parts[0] == QLatin1String("cut"))
        fault.kind = FaultKind::Cut;
    else if (parts[0] != QLatin1String("silent"))
        return std::nullopt;
    bool isNumber = true;
    if (parts.size() == 3)
        fault.count = parts[2].toInt(&isNumber);
    if (!isNumber || fault.count < 0)
        return std::nullopt;
    return fault;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(text(
        "Serves the demo tenant \"Contoso\": Entra ID, Microsoft Graph, Azure Resource Manager and a sample issuer on "
        "this computer. Prints one line of JSON when it is ready."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({text("port"),
                      text("Serve login at port N, Graph, ARM and the issuer at the next three (default: four "
                           "free ports)."),
                      text("N")});
    parser.addOption({text("tls"), text("Serve over https, with an authority made for this run.")});
    parser.addOption({text("listen"),
                      text("Listen at ADDRESS instead of loopback. Anybody who reaches it may sign in."),
                      text("ADDRESS")});
    parser.addOption(
        {text("cloud-file"), text("Write the cloud file to FILE (default: a temporary file)."), text("FILE")});
    parser.addOption({text("scale"),
                      text("Add that many app registrations and managed identities to the cast, the same ones for the "
                           "same SEED."),
                      text("apps=N,identities=N,seed=SEED")});
    parser.addOption({text("propagation"),
                      text("A credential that was just written serves after SECONDS (default: 3)."), text("SECONDS")});
    parser.addOption({text("ca"),
                      text("Also trust this CA (PEM) when external issuers are read. SYMBOLON_CA_FILE says the same."),
                      text("FILE")});
    parser.addOption({text("latency"), text("Every answer comes MS milliseconds later."), text("MS")});
    parser.addOption({text("trouble"),
                      text("Let go wrong what the rules in FILE say: latency, throttling, 5xx, lost answers and more. "
                           "What was injected can be read at the URL troubleLog."),
                      text("FILE")});
    parser.addOption({text("write-trouble-schema"), text("Print the JSON schema of such a file and end.")});
    parser.addOption({text("for"), text("Stop after SECONDS."), text("SECONDS")});
    parser.addOption({text("fault"),
                      text("Answer requests badly: KIND is silent (no answer), garbage (bytes that are no "
                           "JSON) or cut (the answer breaks off). TARGET is a path prefix such as "
                           "/beta/applications, or login, graph, arm, issuer. With COUNT only that many "
                           "requests. May be given more than once."),
                      text("KIND:TARGET[:COUNT]")});
}

// A whole number from 1 to `most`; nullopt for anything else.
std::optional<int> numberIn(const QString &value, int most)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && number >= 1 && number <= most ? std::optional<int>(number) : std::nullopt;
}

// The trouble that --trouble and --latency ask for; `problem` says what is wrong with it.
symbolon::demo::TroublePlan readTroubleOptions(const QCommandLineParser &parser, QString &problem)
{
    symbolon::demo::TroublePlan plan;
    if (parser.isSet(text("trouble"))) {
        const QString path = parser.value(text("trouble"));
        QFile file(path);
        std::string wrong = "cannot be read";
        std::optional<symbolon::demo::TroublePlan> read;
        if (file.open(QIODevice::ReadOnly))
            read = symbolon::demo::readTrouble(file.readAll().toStdString(), wrong);
        if (!read)
            problem = text("--trouble ") + path + text(": ") + QString::fromStdString(wrong);
        plan = read.value_or(symbolon::demo::TroublePlan());
    }
    if (parser.isSet(text("latency"))) {
        const std::optional<int> latency = numberIn(parser.value(text("latency")), 600000);
        if (!latency)
            problem = text("--latency wants a number of milliseconds.");
        symbolon::demo::TroubleRule rule;
        rule.latency = latency.value_or(0);
        plan.rules.push_back(rule);
    }
    return plan;
}

// The options, or what is wrong with them.
std::optional<Options> read(const QCommandLineParser &parser, QString &problem)
{
    Options options;
    if (!parser.positionalArguments().isEmpty())
        problem = text("Unexpected argument: ") + parser.positionalArguments().constFirst();
    if (parser.isSet(text("port"))) {
        const std::optional<int> port = numberIn(parser.value(text("port")), 65532);
        if (!port)
            problem = text("--port wants a number from 1 to 65532.");
        options.server.port = static_cast<std::uint16_t>(port.value_or(0));
    }
    if (parser.isSet(text("for"))) {
        const std::optional<int> seconds = numberIn(parser.value(text("for")), 1000000);
        if (!seconds)
            problem = text("--for wants a number of seconds.");
        options.seconds = seconds.value_or(0);
    }
    options.server.service.propagation = defaultPropagation;
    if (parser.isSet(text("propagation"))) {
        bool isNumber = false;
        const int seconds = parser.value(text("propagation")).toInt(&isNumber);
        if (!isNumber || seconds < 0 || seconds > 86400)
            problem = text("--propagation wants a number of seconds from 0 to 86400.");
        options.server.service.propagation = std::chrono::seconds(seconds);
    }
    options.server.issuerCaFile = parser.isSet(text("ca")) ? parser.value(text("ca")).toStdString()
                                                           : qEnvironmentVariable("SYMBOLON_CA_FILE").toStdString();
    for (const QString &value : parser.values(text("fault"))) {
        const std::optional<Options::Fault> fault = parseFault(value);
        if (fault)
            options.faults.push_back(*fault);
        else
            problem = text("--fault wants KIND:TARGET[:COUNT], not ") + value;
    }
    if (parser.isSet(text("scale"))) {
        std::string wrong;
        const std::optional<symbolon::demo::Scale> scale =
            symbolon::demo::parseScale(parser.value(text("scale")).toStdString(), wrong);
        if (!scale)
            problem = text("--scale ") + QString::fromStdString(wrong);
        options.server.service.scale = scale.value_or(symbolon::demo::Scale());
    }
    options.server.service.trouble = readTroubleOptions(parser, problem);
    options.server.tls = parser.isSet(text("tls"));
    options.server.cloudFile = parser.value(text("cloud-file")).toStdString();
    options.server.listen = parser.value(text("listen")).toStdString();
    return problem.isEmpty() ? std::optional<Options>(options) : std::nullopt;
}

// A connection needs a descriptor, and the usual allowance is a thousand: take what the system gives.
void allowManyConnections()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 65536);
    setrlimit(RLIMIT_NOFILE, &files);
}

// Waits for SIGINT or SIGTERM, which every thread blocks, or until the time is over.
void waitForEnd(const sigset_t &signals, int seconds)
{
    if (seconds == 0) {
        int signal = 0;
        sigwait(&signals, &signal);
        return;
    }
    timespec rest{};
    rest.tv_sec = seconds;
    sigtimedwait(&signals, nullptr, &rest);
}

} // namespace

int main(int argc, char **argv)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread starts: they inherit it

    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(text("symbolon-demo-tenant"));
    QCoreApplication::setApplicationVersion(text(SYMBOLON_VERSION));
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(QCoreApplication::arguments())) {
        std::cerr << parser.errorText().toStdString() << std::endl;
        return Usage;
    }
    if (parser.isSet(text("help")) || parser.isSet(text("help-all"))) {
        std::cout << parser.helpText().toStdString();
        return Fine;
    }
    if (parser.isSet(text("version"))) {
        std::cout << "symbolon-demo-tenant " << SYMBOLON_VERSION << std::endl;
        return Fine;
    }
    if (parser.isSet(text("write-trouble-schema"))) {
        std::cout << symbolon::demo::troubleSchema();
        return Fine;
    }
    QString problem;
    const std::optional<Options> options = read(parser, problem);
    if (!options) {
        std::cerr << problem.toStdString() << "\nTry --help." << std::endl;
        return Usage;
    }

    allowManyConnections();
    symbolon::demo::Server server(options->server);
    for (const Options::Fault &fault : options->faults)
        server.setFault(fault.target, fault.kind, fault.count);
    const symbolon::Result<void> started = server.start();
    if (!started) {
        std::cerr << "The demo tenant " << started.error().message.toStdString() << std::endl;
        return NoService;
    }
    if (symbolon::demo::reachesOthers(options->server.listen))
        std::cerr << "Warning: listening at " << options->server.listen
                  << ". Anybody who reaches this address may sign in to the demo tenant as anybody." << std::endl;
    std::cout << server.startLine() << std::endl;
    waitForEnd(signals, options->seconds);
    server.stop();
    return Fine;
}
