// What PostgreSQL takes from a program that does nothing else: batches with unnest and ON CONFLICT, one commit each, or one COPY for all.
// usage: bare-insert unnest|copy ROWS ROWS_PER_BATCH; the database is DATABASE_URL. Prints a line of JSON.
#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr int64_t kEpoch = 946684800000000;  // 2000-01-01 in microseconds since 1970
constexpr int kUUID = 2950, kTimestamp = 1184, kText = 25, kShort = 21, kBytes = 17;

const char *const kInsert =
    "INSERT INTO mqtt_message (id, at, topic, qos, client_id, username, payload, node, properties, user_properties) "
    "SELECT id, at, topic, qos, client_id, username, payload, node, properties::jsonb, user_properties::jsonb "
    "FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::text[], "
    "$10::text[]) AS message (id, at, topic, qos, client_id, username, payload, node, properties, user_properties) ON CONFLICT DO NOTHING";
const char *const kCopy = "COPY mqtt_message FROM STDIN (FORMAT binary)";

template <typename Integer>
void append(std::string &bytes, Integer value) {
    for (int shift = (sizeof(Integer) - 1) * 8; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
}

struct Row {
    std::string id, at, topic, qos, client, username, payload, node;
};

int64_t microseconds() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// The same row as the load's.
Row make_row(uint64_t run, uint64_t number) {
    Row row;
    append(row.id, run);
    append(row.id, number);
    append(row.at, microseconds() - kEpoch);
    row.topic = "load/" + std::to_string(number % 1000) + "/value";
    append(row.qos, int16_t{1});
    row.client = "publisher-" + std::to_string(number % 100);
    row.username = "load";
    for (int index = 0; index < 256; index++) row.payload.push_back(static_cast<char>(index * 31));
    row.node = "emqx@127.0.0.1";
    return row;
}

// array_recv's format: dimensions, has nulls, element type, length, lower bound, elements.
class Array {
public:
    Array(int type, size_t count, bool has_nulls) {
        append(bytes, int32_t{1});
        append(bytes, int32_t{has_nulls});
        append(bytes, int32_t{type});
        append(bytes, static_cast<int32_t>(count));
        append(bytes, int32_t{1});
    }
    void add(const std::string &value) {
        append(bytes, static_cast<int32_t>(value.size()));
        bytes += value;
    }
    void add_null() { append(bytes, int32_t{-1}); }
    std::string bytes;
};

[[noreturn]] void fail(PGconn *connection) {
    std::cerr << PQerrorMessage(connection);
    std::exit(1);
}

void check(PGconn *connection, PGresult *result, ExecStatusType wanted) {
    if (PQresultStatus(result) != wanted) fail(connection);
    PQclear(result);
}

void insert_batch(PGconn *connection, uint64_t run, uint64_t first, size_t count) {
    Array ids(kUUID, count, false), times(kTimestamp, count, false), topics(kText, count, false), qos(kShort, count, false),
        clients(kText, count, false), usernames(kText, count, false), payloads(kBytes, count, false), nodes(kText, count, false),
        properties(kText, count, true), user_properties(kText, count, true);
    for (size_t index = 0; index < count; index++) {
        Row row = make_row(run, first + index);
        ids.add(row.id);
        times.add(row.at);
        topics.add(row.topic);
        qos.add(row.qos);
        clients.add(row.client);
        usernames.add(row.username);
        payloads.add(row.payload);
        nodes.add(row.node);
        properties.add_null();
        user_properties.add_null();
    }
    const Array *columns[] = {&ids, &times, &topics, &qos, &clients, &usernames, &payloads, &nodes, &properties, &user_properties};
    const char *values[10];
    int lengths[10], formats[10];
    for (int index = 0; index < 10; index++) {
        values[index] = columns[index]->bytes.data();
        lengths[index] = static_cast<int>(columns[index]->bytes.size());
        formats[index] = 1;
    }
    check(connection, PQexecPrepared(connection, "insert", 10, values, lengths, formats, 1), PGRES_COMMAND_OK);
}

void insert_all(PGconn *connection, uint64_t run, size_t rows, size_t batch) {
    check(connection, PQprepare(connection, "insert", kInsert, 0, nullptr), PGRES_COMMAND_OK);
    for (size_t first = 0; first < rows; first += batch) insert_batch(connection, run, first, std::min(batch, rows - first));
}

void copy_all(PGconn *connection, uint64_t run, size_t rows) {
    check(connection, PQexec(connection, kCopy), PGRES_COPY_IN);
    std::string bytes("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    for (size_t number = 0; number < rows; number++) {
        Row row = make_row(run, number);
        append(bytes, int16_t{10});
        for (const std::string *value : {&row.id, &row.at, &row.topic, &row.qos, &row.client, &row.username, &row.payload, &row.node}) {
            append(bytes, static_cast<int32_t>(value->size()));
            bytes += *value;
        }
        append(bytes, int32_t{-1});
        append(bytes, int32_t{-1});
        if (bytes.size() > 64 << 10 || number + 1 == rows) {
            if (PQputCopyData(connection, bytes.data(), static_cast<int>(bytes.size())) != 1) fail(connection);
            bytes.clear();
        }
    }
    if (PQputCopyEnd(connection, nullptr) != 1) fail(connection);
    check(connection, PQgetResult(connection), PGRES_COMMAND_OK);
    while (PGresult *result = PQgetResult(connection)) PQclear(result);
}

}  // namespace

int main(int count, char **arguments) {
    if (count != 4) return 2;
    const std::string mode = arguments[1];
    const size_t rows = std::strtoull(arguments[2], nullptr, 10), batch = std::strtoull(arguments[3], nullptr, 10);
    PGconn *connection = PQconnectdb(std::getenv("DATABASE_URL"));
    if (PQstatus(connection) != CONNECTION_OK) fail(connection);
    const int64_t start = microseconds();
    const uint64_t run = static_cast<uint64_t>(start);
    if (mode == "copy") {
        copy_all(connection, run, rows);
    } else {
        insert_all(connection, run, rows, batch);
    }
    const double seconds = static_cast<double>(microseconds() - start) / 1e6;
    PQfinish(connection);
    const double cpu = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    std::cout << "{\"rows\": " << rows << ", \"seconds\": " << seconds << ", \"cpu_seconds\": " << cpu << "}\n";
}
